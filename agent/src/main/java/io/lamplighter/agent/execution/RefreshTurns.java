package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.schedule.Moment;
import io.lamplighter.agent.schedule.Permission;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.wire.Assignment.Refreshing;
import io.lamplighter.api.wire.Claim;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks, when the machine may change, whether this one is to solve anew what it uses. */
final class RefreshTurns {
    private static final Logger LOG = Logger.getLogger(RefreshTurns.class);

    /** Before a controller is asked again that did not answer. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    private final EngineParts parts;
    private final Map<EnvironmentName, Asked> asked = new HashMap<>();

    RefreshTurns(EngineParts parts) {
        this.parts = parts;
    }

    /** @param ordered as it was then: an order that came since is a reason to ask at once */
    private record Asked(Instant again, long ordered) {}

    /** The lock that is to be solved anew now; empty when none is. */
    Optional<LockDigest> due(Wanted wanted, GenerationRecord inUse, Instant now) throws InterruptedException {
        Refreshing refresh = wanted.environment().refresh();
        if (refresh == null || wanted.pinned() != null || !isTime(wanted.name(), refresh, now)) {
            return Optional.empty();
        }
        Permission permission = wanted.ask(parts.permits(), wanted.schedule(now), Moment.BEGIN, Duration.ZERO, now);
        return switch (permission) {
            case Permission.Held _ -> Optional.empty();
            case Permission.Granted _ -> ask(wanted, refresh, inUse, now);
        };
    }

    private boolean isTime(EnvironmentName name, Refreshing refresh, Instant now) {
        Asked last = asked.get(name);
        return last == null || refresh.ordered() > last.ordered || !last.again.isAfter(now);
    }

    private Optional<LockDigest> ask(Wanted wanted, Refreshing refresh, GenerationRecord inUse, Instant now)
            throws InterruptedException {
        Claim claim =
                new Claim(wanted.name(), wanted.plan(), python(wanted, inUse), true, canSolve(wanted) ? null : false);
        Grant grant = parts.locks().claim(claim, null);
        Duration again = switch (grant) {
            case Grant.Current(Duration askAgain, String why) -> {
                LOG.infof("%s: is not solved anew: %s", wanted.name(), why);
                yield askAgain;
            }
            case Grant.Later(Duration askAgain, String _) -> askAgain;
            case Grant.Solve _, Grant.Install _, Grant.Away _, Grant.Alone _ -> AWAY;
        };
        asked.put(wanted.name(), new Asked(now.plus(again), refresh.ordered()));
        return grant instanceof Grant.Solve(long _, SolveLimits limits)
                ? Optional.ofNullable(limits.from())
                : Optional.empty();
    }

    /** Whoever cannot tell leaves it to machines that can. */
    private boolean canSolve(Wanted wanted) {
        try {
            return parts.installer().solves(wanted.read());
        } catch (FailureException | IOException e) {
            LOG.warnf("%s: whether it could be solved anew here is not known: %s", wanted.name(), e.getMessage());
            return false;
        }
    }

    /** Of the files in use; absent where they bring their own. */
    private static @Nullable String python(Wanted wanted, GenerationRecord inUse) {
        boolean own = wanted.environment()
                .document()
                .plan()
                .all(Step.CreateEnvironment.class)
                .isEmpty();
        Interpreter interpreter = inUse.fingerprint().interpreter();
        return own || interpreter == null ? null : LockWork.minor(interpreter);
    }
}
