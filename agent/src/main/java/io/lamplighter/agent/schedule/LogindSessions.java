package io.lamplighter.agent.schedule;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions of people as systemd-logind keeps them in {@code /run/systemd/sessions}, one file each. */
final class LogindSessions {
    private static final Set<String> DESKTOPS = Set.of("x11", "wayland", "mir");

    private LogindSessions() {}

    static List<LoginSession> read(Path root) throws IOException {
        Path folder = root.resolve("run/systemd/sessions");
        List<LoginSession> sessions = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file)) { // beside them are pipes, one a session
                        text(file).flatMap(LogindSessions::parse).ifPresent(sessions::add);
                    }
                }
            }
        }
        return sessions;
    }

    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException _) {
            return Optional.empty(); // logged out while it was read
        }
    }

    /** Empty for greeters, managers and those of whom only programs are left. */
    static Optional<LoginSession> parse(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().filter(line -> line.contains("=") && !line.startsWith("#")).forEach(line -> {
            int end = line.indexOf('=');
            fields.put(line.substring(0, end), line.substring(end + 1));
        });
        String user = fields.get("USER");
        boolean person = fields.getOrDefault("CLASS", "user").startsWith("user");
        if (user == null || !person || fields.getOrDefault("STATE", "").equals("closing")) {
            return Optional.empty();
        }
        return Optional.of(new LoginSession(
                user,
                fields.get("TTY"),
                DESKTOPS.contains(fields.getOrDefault("TYPE", "")),
                fields.getOrDefault("ACTIVE", "1").equals("1")));
    }
}
