package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.view.LockView;
import java.time.Instant;

/**
 * The lock of a plan for a platform.
 *
 * @param revision the change by which it came to be handed out: of several the one with the highest is
 */
record StoredLock(
        PlanId plan,
        Platform platform,
        LockDocument document,
        MachineName pathfinder,
        Instant storedAt,
        long revision) {
    LockView view() {
        return new LockView(plan, document.digest(), platform, pathfinder, storedAt, document.json());
    }
}
