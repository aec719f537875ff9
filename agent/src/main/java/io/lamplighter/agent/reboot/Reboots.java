package io.lamplighter.agent.reboot;

import io.lamplighter.agent.execution.Interlude;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.schedule.Moment;
import io.lamplighter.agent.schedule.Permission;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.manifest.Group.Reboot;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.RebootTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Boots the machine when a package asks for it, a group and the machine's own policy let it, nobody uses it and the
 * controller has no others away. What it did is on disk before it does it.
 */
public final class Reboots implements Interlude {
    private static final Logger LOG = Logger.getLogger(Reboots.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Who still asks for a boot right after one would ask for ever. */
    private static final Duration ONCE_IN = Duration.ofHours(20);

    /** After a program that should have booted the machine and did not. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final BootDiary diary;
    private final String boot;
    private final List<String> command;
    private final CommandRunner commands;
    private final Supplier<HostSigns> signs;
    private final Policies policies;
    private final Permits permits;
    private final RebootClaims claims;
    private final Consumer<@Nullable PendingBoot> waiting;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;
    private boolean told;

    /**
     * Those of a machine.
     *
     * @param diary a file of its own
     * @param boot names the boot that the machine runs in
     * @param waiting is told why the machine is not booted that has to be, and null when it need not be any more
     */
    public Reboots(
            Path diary,
            String boot,
            RebootConfig config,
            CommandRunner commands,
            Supplier<HostSigns> signs,
            Policies policies,
            Permits permits,
            RebootClaims claims,
            Consumer<@Nullable PendingBoot> waiting,
            InstantSource clock) {
        this.diary = new BootDiary(diary);
        this.boot = boot;
        this.command = config.command();
        this.commands = commands;
        this.signs = signs;
        this.policies = policies;
        this.permits = permits;
        this.claims = claims;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** Names the boot that the agent itself made last: all environments are verified in it. Empty before the first. */
    public Optional<String> made() {
        return arrived() ? Optional.of(boot) : diary.made();
    }

    private boolean arrived() {
        return diary.left().filter(left -> !left.equals(boot)).isPresent();
    }

    @Override
    public Instant look(Assignment assignment, Instant otherwise) throws IOException, InterruptedException {
        if (arrived()) {
            diary.arrived(boot);
            if (claims.isBack()) {
                LOG.info("the machine was booted, and its controller knows");
                diary.settled();
            }
        }
        Instant now = clock.instant();
        if (notBefore.isAfter(now) && diary.left().isPresent()) {
            return earlier(notBefore, otherwise); // it was told to go, and is about to
        }
        return switch (need(assignment, now)) {
            case RebootNeed.None _ -> {
                tell(null);
                yield otherwise;
            }
            case RebootNeed.Refused(String why) -> {
                tell(why);
                yield otherwise;
            }
            case RebootNeed.Wanted(RebootTerms terms) ->
                earlier(notBefore.isAfter(now) ? notBefore : asked(terms, now), otherwise);
        };
    }

    private RebootNeed need(Assignment assignment, Instant now) {
        Hold hold = assignment.hold() == null || assignment.hold().isOver(now) ? null : assignment.hold();
        Instant last = diary.at().orElse(Instant.MIN);
        boolean lately = !last.isAfter(now) && last.isAfter(now.minus(ONCE_IN));
        return RebootNeed.of(
                new RebootNeed.Situation(assignment.reboot(), signs.get(), isAllowed(), lately ? last : null, hold));
    }

    private boolean isAllowed() {
        try {
            return policies.current().allowsReboot();
        } catch (FailureException _) {
            return false; // whoever builds says so
        }
    }

    private Instant asked(RebootTerms terms, Instant now) throws IOException, InterruptedException {
        return switch (permits.ask(unused(terms), Moment.BEGIN, Duration.ZERO, now)) {
            case Permission.Held(var why, var until) -> {
                tell(why.stream().map(Hindrance::detail).collect(Collectors.joining("; ")));
                yield until;
            }
            case Permission.Granted _ -> claimed();
        };
    }

    /** A boot ends what runs: whatever the group's gates say, nobody may use the machine. */
    private static Schedule unused(RebootTerms terms) {
        Schedule schedule = terms.schedule();
        return terms.when() == Reboot.IN_WINDOW
                ? new Schedule(
                        schedule.windows(),
                        schedule.blackout(),
                        schedule.gates().whileUnused())
                : new Schedule(List.of(), List.of(), schedule.gates().whileUnused());
    }

    private Instant claimed() throws IOException, InterruptedException {
        return switch (claims.claim(RebootNeed.REASON)) {
            case RebootGrant.Later(String why, Instant askAgain) -> {
                tell(why);
                yield askAgain;
            }
            case RebootGrant.Granted _ -> boot();
        };
    }

    private Instant boot() throws IOException, InterruptedException {
        diary.leaving(boot, clock.instant());
        LOG.warnf("the machine is booted: %s", RebootNeed.REASON);
        tell("it was told to at " + clock.instant());
        String failure = run();
        notBefore = clock.instant().plus(PATIENCE);
        if (!failure.isEmpty()) {
            tell(String.join(" ", command) + " did not boot it: " + failure);
            claims.isBack();
            diary.settled();
        }
        return notBefore;
    }

    private String run() throws InterruptedException {
        try {
            return switch (commands.run(Command.of(TIMEOUT, command.toArray(String[]::new)))) {
                case CommandResult.Exited(int status, String output) ->
                    status == 0 ? "" : "it ended with " + status + ": " + output.strip();
                case CommandResult.TimedOut() -> "it did not end in " + TIMEOUT.toSeconds() + " s";
            };
        } catch (IOException | IllegalArgumentException e) {
            return e.toString();
        }
    }

    /** Once for each reason; null where the machine need not be booted. */
    private void tell(@Nullable String why) throws IOException {
        PendingBoot before = diary.waits().orElse(null);
        if (!Objects.equals(why, before == null ? null : before.why())) {
            diary.waits(why == null ? null : new PendingBoot(why, clock.instant()));
            told = false;
            if (why == null) {
                LOG.info("the machine need not be booted any more");
            } else {
                LOG.infof("the machine has to be booted, and is not: %s", why);
            }
        }
        if (!told) {
            waiting.accept(diary.waits().orElse(null));
            told = true;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
