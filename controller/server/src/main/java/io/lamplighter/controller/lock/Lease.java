package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a machine is the pathfinder of a plan for its platform.
 *
 * @param limits within what it has to stay
 * @param aloneUntil when others may wait for a pathfinder again: until then a lock of this platform cannot be compared
 *     with its sources, and would not come; absent where that was never so
 */
record Lease(
        Platform platform,
        MachineId machine,
        MachineName name,
        Instant since,
        Instant until,
        long epoch,
        SolveLimits limits,
        @Nullable Instant aloneUntil) {
    /** Whether others are to wait for its lock. */
    boolean isWorthWaitingFor(Instant now) {
        return until.isAfter(now) && (aloneUntil == null || !aloneUntil.isAfter(now));
    }

    /** Whether nobody need wait for it any more: what came of it, or was decided since, is among the locks. */
    boolean isSettled(List<StoredLock> locks) {
        return locks.stream().anyMatch(lock -> lock.platform().equals(platform) && lock.revision() >= epoch);
    }
}
