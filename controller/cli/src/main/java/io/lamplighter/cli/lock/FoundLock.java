package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.view.LockView;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.time.Instant;

/**
 * A lock with where it comes from.
 *
 * @param digest of its text
 * @param platform of the machine that proved it
 * @param pathfinder that machine
 */
record FoundLock(
        PlanId plan, LockDigest digest, Platform platform, MachineName pathfinder, Instant storedAt, Lock lock) {
    /** @throws LampException when the text is not the one of its digest, or none that can be read here */
    static FoundLock of(LockView view) {
        try {
            return new FoundLock(
                    view.plan(),
                    view.lock(),
                    view.platform(),
                    view.pathfinder(),
                    view.storedAt(),
                    new LockDocument(view.lock(), view.json()).lock());
        } catch (IllegalArgumentException e) {
            throw new LampException(
                    ExitStatus.CONTROLLER,
                    "the controller's lock cannot be read: " + e.getMessage(),
                    "take the lamp that belongs to the controller");
        }
    }

    /** {@code lock 0a1b2c3d4e5f of plan 5f1c0e9a7b2d}. */
    String title() {
        return "lock " + digest.abbreviated() + " of plan " + plan.abbreviated();
    }
}
