package io.lamplighter.agent.checkin;

import io.lamplighter.agent.execution.ProvedLock;
import io.lamplighter.api.wire.LockApi;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Sends the locks that wait. */
final class LockUpload {
    private static final Logger LOG = Logger.getLogger(LockUpload.class);

    private final LockApi controller;
    private final LockSpool spool;

    LockUpload(LockApi controller, LockSpool spool) {
        this.controller = controller;
        this.spool = spool;
    }

    /** Nothing else waits for a lock: one that cannot be sent now is sent in a later turn. */
    void send(String bearer) throws IOException {
        for (ProvedLock each : spool.due()) {
            try {
                put(bearer, each);
                LOG.infof(
                        "Lock %s of plan %s is the controller's now",
                        each.lock().digest().abbreviated(), each.plan().abbreviated());
            } catch (ControllerRefusal refusal) {
                if (refusal.isPassing()) {
                    LOG.warnf("The lock of plan %s waits: %s", each.plan().abbreviated(), refusal.said());
                    return;
                }
                LOG.warnf(
                        "The controller does not take the lock of plan %s, which stays in its generation: %s",
                        each.plan().abbreviated(), refusal.said());
            }
            spool.settled(each);
        }
    }

    private void put(String bearer, ProvedLock each) throws IOException {
        try {
            controller.putLock(
                    bearer,
                    each.plan(),
                    each.epoch(),
                    each.lock().digest(),
                    each.lock().json());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while a lock was sent", e);
        }
    }
}
