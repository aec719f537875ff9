package io.lamplighter.agent.execution;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Claim;
import org.jspecify.annotations.Nullable;

/** How machines with one plan come to one lock. */
public interface PlanLocks {
    /** Where there is nobody to ask. */
    PlanLocks NONE = new PlanLocks() {
        @Override
        public Grant claim(Claim claim, @Nullable LockDocument kept) {
            return new Grant.Alone("there is no controller");
        }

        @Override
        public Grant fetch(PlanId plan, LockDigest digest) {
            return new Grant.Away("there is no controller");
        }

        @Override
        public void proved(ProvedLock lock) {}
    };

    /**
     * Asks before anything is built.
     *
     * @param kept the lock by which this machine built the plan before; it is not fetched again
     */
    Grant claim(Claim claim, @Nullable LockDocument kept) throws InterruptedException;

    /** Asks for one lock of a plan: it is installed, or nobody answers. */
    Grant fetch(PlanId plan, LockDigest digest) throws InterruptedException;

    /** Is told of a lock that this machine was appointed to make, and must not lose it. */
    void proved(ProvedLock lock);
}
