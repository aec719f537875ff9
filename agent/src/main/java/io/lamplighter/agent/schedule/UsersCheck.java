package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Nobody is logged in, or nobody who is does anything. */
final class UsersCheck implements GateCheck {
    /** Whoever has typed nothing for so long does nothing: that is what {@code w} shows as idle. */
    private static final Duration INACTIVE = Duration.ofMinutes(15);

    private final Path root;

    UsersCheck(Path root) {
        this.root = root;
    }

    @Override
    public Optional<String> obstacle(Gates gates, Instant now) throws IOException {
        return switch (Objects.requireNonNull(gates.users())) {
            case NONE -> told(sessions(), "logged in");
            case NONE_ACTIVE -> told(active(now), "active");
        };
    }

    private static Optional<String> told(List<LoginSession> sessions, String how) {
        List<String> users =
                sessions.stream().map(LoginSession::user).distinct().sorted().toList();
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", users) + (users.size() == 1 ? " is " : " are ") + how);
    }

    private List<LoginSession> sessions() throws IOException {
        List<LoginSession> known = LogindSessions.read(root);
        List<LoginSession> all = new ArrayList<>(known);
        for (LoginSession login : UtmpSessions.read(root)) {
            if (known.stream().noneMatch(session -> session.user().equals(login.user()))) {
                all.add(login);
            }
        }
        return all;
    }

    private List<LoginSession> active(Instant now) throws IOException {
        List<LoginSession> active = new ArrayList<>();
        for (LoginSession session : sessions()) {
            if (isActive(session, now)) {
                active.add(session);
            }
        }
        return active;
    }

    private boolean isActive(LoginSession session, Instant now) throws IOException {
        if (!session.inFront()) {
            return false;
        }
        if (session.graphical() || session.terminal() == null) {
            return true;
        }
        try {
            Instant typed = Files.readAttributes(
                            root.resolve("dev").resolve(session.terminal()), BasicFileAttributes.class)
                    .lastAccessTime()
                    .toInstant();
            return typed.plus(INACTIVE).isAfter(now);
        } catch (NoSuchFileException _) {
            return false; // its terminal is closed
        }
    }
}
