package io.lamplighter.controller.lock;

import static java.util.Comparator.comparing;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a machine that is about to build a plan is told; a pure function of what is known and the time. */
sealed interface Decision {
    /** A part of the time that a pathfinder has been at it: who waits for long asks seldom. */
    int ASK_AGAIN_AFTER = 4;

    record Install(StoredLock lock) implements Decision {}

    record Wait(Lease lease, Duration askAgain) implements Decision {}

    /** The machine is to be the pathfinder. */
    record Appoint() implements Decision {}

    /** There is no pathfinder, and the machine cannot be one. */
    record Unproved(Duration askAgain) implements Decision {}

    /**
     * Decides.
     *
     * @param mayLead whether the machine can solve
     * @param locks of the plan, for any platform
     * @param leases of the plan, for any platform, those that lapsed among them
     * @param shortest time between two questions
     */
    static Decision of(
            MachineId machine,
            Platform platform,
            boolean mayLead,
            List<StoredLock> locks,
            List<Lease> leases,
            Duration shortest,
            Instant now) {
        Optional<StoredLock> lock = locks.stream()
                .filter(each -> !each.isDenied() && platform.runsFilesOf(each.platform()))
                .max(comparing((StoredLock each) -> each.platform().equals(platform))
                        .thenComparingLong(StoredLock::revision));
        if (lock.isPresent()) {
            return new Install(lock.get());
        }
        return leases.stream()
                .filter(lease -> platform.runsFilesOf(lease.platform()))
                .filter(lease ->
                        lease.isWorthWaitingFor(now) && !lease.machine().equals(machine) && !lease.isSettled(locks))
                .findFirst()
                .<Decision>map(lease -> new Wait(lease, askAgain(lease, shortest, now)))
                .orElseGet(() -> mayLead ? new Appoint() : new Unproved(shortest));
    }

    private static Duration askAgain(Lease lease, Duration shortest, Instant now) {
        Duration seldom = Duration.between(lease.since(), now).dividedBy(ASK_AGAIN_AFTER);
        Duration wanted = seldom.compareTo(shortest) > 0 ? seldom : shortest;
        Duration left = Duration.between(now, lease.until());
        return wanted.compareTo(left) < 0 ? wanted : left;
    }
}
