package io.lamplighter.agent.wake;

import io.lamplighter.agent.execution.Interlude;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.api.schedule.Window.Wake;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the alarm of the machine's clock at its next window, where the group asks for it and the machine's policy lets
 * it: whoever switches the machine off in the evening finds it done in the morning.
 */
public final class WakeAlarm implements Interlude {
    private static final Logger LOG = Logger.getLogger(WakeAlarm.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** For starting up. */
    private static final Duration EARLIER = Duration.ofMinutes(3);

    /** After a program that could not set it. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final WakeConfig config;
    private final CommandRunner commands;
    private final Policies policies;
    private final Permits permits;
    private final InstantSource clock;
    private @Nullable Instant set;
    private Instant notBefore = Instant.MIN;

    /** That of a machine. */
    public WakeAlarm(
            WakeConfig config, CommandRunner commands, Policies policies, Permits permits, InstantSource clock) {
        this.config = config;
        this.commands = commands;
        this.policies = policies;
        this.permits = permits;
        this.clock = clock;
    }

    @Override
    public Instant look(Assignment assignment, Instant otherwise) throws InterruptedException {
        Instant now = clock.instant();
        Instant wanted = wanted(assignment, now).filter(_ -> isAllowed()).orElse(null);
        boolean isSet = wanted == null ? set == null : wanted.equals(set);
        if (!isSet && !notBefore.isAfter(now)) {
            adjust(wanted, now);
        }
        return otherwise;
    }

    /** When to wake next: in time for the first window that asks for it. */
    private Optional<Instant> wanted(Assignment assignment, Instant now) {
        return assignment.environments().stream()
                .flatMap(each -> Stream.ofNullable(each.schedule()))
                .map(schedule -> schedule.waking(Wake.RTC))
                .distinct()
                .flatMap(schedule -> permits.next(schedule, now.plus(EARLIER)).stream())
                .min(Comparator.naturalOrder())
                .map(opens -> opens.minus(EARLIER));
    }

    private boolean isAllowed() {
        try {
            return policies.current().allowsWaking();
        } catch (FailureException _) {
            return false; // whoever builds says so
        }
    }

    private void adjust(@Nullable Instant wanted, Instant now) throws InterruptedException {
        String failure = wanted == null
                ? run("-m", "disable")
                : run(
                        "-m",
                        "no",
                        "-s",
                        String.valueOf(Duration.between(now, wanted).toSeconds()));
        if (failure.isEmpty()) {
            LOG.infof(wanted == null ? "the machine wakes for no window any more" : "the machine wakes at %s", wanted);
            set = wanted;
        } else {
            LOG.warnf("the machine's clock cannot be set to wake it: %s", failure);
            notBefore = now.plus(PATIENCE);
        }
    }

    private String run(String... arguments) throws InterruptedException {
        String program = config.rtcwake().toString();
        try {
            var command =
                    Stream.concat(Stream.of(program), Stream.of(arguments)).toArray(String[]::new);
            return switch (commands.run(Command.of(TIMEOUT, command))) {
                case CommandResult.Exited(int status, String output) ->
                    status == 0 ? "" : program + " ended with " + status + ": " + output.strip();
                case CommandResult.TimedOut() -> program + " did not end in " + TIMEOUT.toSeconds() + " s";
            };
        } catch (IOException | IllegalArgumentException e) {
            return e.toString();
        }
    }
}
