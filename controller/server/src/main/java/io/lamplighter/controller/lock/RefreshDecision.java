package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a machine is told that asks whether to solve anew; a pure function of what is known and the time. */
sealed interface RefreshDecision {
    /** So many machines fail before a refresh is given up for a night: one may be at fault itself. */
    int MOST_FAILURES = 2;

    /** Before it is asked again for a plan of which no lock is there yet: one may be on its way. */
    Duration UNPROVED = Duration.ofMinutes(5);

    /** Nothing is to be done. */
    record Current(Duration askAgain, String why) implements RefreshDecision {}

    /** The machine is to be the pathfinder, from this lock on. */
    record Appoint(StoredLock from) implements RefreshDecision {}

    /**
     * Decides.
     *
     * @param locks of the plan, for any platform, the one that is handed out last
     * @param leases of the plan, for any platform, those that lapsed among them
     * @param attempts of the plan, for any platform
     * @param ordered when an operator last asked for it: what was tried before does not count; absent where none did
     * @param every how long a plan counts as refreshed
     * @param shortest time between two questions
     */
    static RefreshDecision of(
            MachineId machine,
            Platform platform,
            List<StoredLock> locks,
            List<Lease> leases,
            List<RefreshAttempt> attempts,
            @Nullable Instant ordered,
            Duration every,
            Duration shortest,
            Instant now) {
        Optional<StoredLock> from = StoredLock.toMoveFrom(locks, platform);
        if (from.isEmpty()) {
            return new Current(
                    every.compareTo(UNPROVED) < 0 ? every : UNPROVED,
                    "no lock of the plan was proved on a machine like this one");
        }
        List<RefreshAttempt> lately = attempts.stream()
                .filter(attempt -> attempt.platform().equals(platform))
                .filter(attempt -> attempt.endedAt().plus(every).isAfter(now))
                .filter(attempt -> ordered == null || attempt.endedAt().isAfter(ordered))
                .toList();
        Optional<RefreshAttempt> done =
                lately.stream().filter(RefreshAttempt::succeeded).findFirst();
        if (done.isPresent()) {
            return new Current(
                    left(done.get(), every, now),
                    "machine " + done.get().name() + " solved it anew at "
                            + done.get().endedAt());
        }
        Optional<RefreshAttempt> failed = lately.stream()
                .filter(attempt ->
                        lately.size() >= MOST_FAILURES || attempt.machine().equals(machine))
                .findFirst();
        if (failed.isPresent()) {
            return new Current(
                    left(failed.get(), every, now),
                    "the refresh failed on machine " + failed.get().name() + ": "
                            + failed.get().signature());
        }
        return leases.stream()
                .filter(lease -> lease.platform().equals(platform)
                        && lease.until().isAfter(now)
                        && !lease.machine().equals(machine)
                        && !lease.isSettled(locks))
                .findFirst()
                .<RefreshDecision>map(lease ->
                        new Current(shortest, "machine " + lease.name() + " solves it anew, until " + lease.until()))
                .orElseGet(() -> new Appoint(from.get()));
    }

    private static Duration left(RefreshAttempt attempt, Duration every, Instant now) {
        return Duration.between(now, attempt.endedAt().plus(every));
    }
}
