package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.view.LockView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lock of a plan for a platform.
 *
 * @param revision the change by which it came to be handed out: of several the one with the highest is
 * @param denied which denied releases it holds: such a one is handed to nobody
 */
record StoredLock(
        PlanId plan,
        Platform platform,
        LockDocument document,
        MachineName pathfinder,
        Instant storedAt,
        long revision,
        List<Release> denied) {
    StoredLock {
        denied = List.copyOf(denied);
    }

    boolean isDenied() {
        return !denied.isEmpty();
    }

    /**
     * The one from which a platform's files may move: the one that is handed out, or the last where all hold something
     * that is denied.
     *
     * @param locks of one plan, the one that is handed out last
     */
    static Optional<StoredLock> toMoveFrom(List<StoredLock> locks, Platform platform) {
        List<StoredLock> there =
                locks.stream().filter(lock -> lock.platform().equals(platform)).toList();
        return there.reversed().stream()
                .filter(lock -> !lock.isDenied())
                .findFirst()
                .or(() -> there.isEmpty() ? Optional.empty() : Optional.of(there.getLast()));
    }

    LockView view() {
        return new LockView(plan, document.digest(), platform, pathfinder, storedAt, document.json());
    }
}
