package io.lamplighter.agent.execution;

import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run goes for, beside its plan.
 *
 * @param lock the files that were to be in use when it began; absent where any of the plan would do
 * @param refresh the lock that it solves anew; absent where the plan is not in use yet, or as it should not be
 * @param before packages of the generation that it replaces; empty where there is none
 */
record Aim(@Nullable AssignedLock lock, @Nullable LockDigest refresh, List<InstalledPackage> before) {
    static final Aim NONE = new Aim(null, null, List.of());

    Aim {
        before = List.copyOf(before);
    }

    boolean isRefresh() {
        return refresh != null;
    }

    /** The decision about the plan's files that it knows; 0 where none was made. */
    long revision() {
        return lock == null ? 0 : lock.revision();
    }
}
