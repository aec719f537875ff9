package io.lamplighter.controller.placement;

import io.lamplighter.controller.problem.CallerMistake.ConfirmationNeeded;
import org.jspecify.annotations.Nullable;

/** Promise 1: a slip in a selector or a catalog must not take environments, or the next plan, from many machines. */
public final class RemovalProtection {
    private static final int ALWAYS_ALLOWED = 5;
    private static final int MACHINES_PER_ALLOWED = 20;

    private RemovalProtection() {}

    /** Whether so many placements are more than max(5, 5 %) of the machines. */
    static boolean mustBeConfirmed(int lost, int machines) {
        return lost > ALWAYS_ALLOWED && (long) lost * MACHINES_PER_ALLOWED > machines;
    }

    /**
     * Refuses to go on when too much would be lost and exactly that was not agreed to.
     *
     * @param loss what would happen to placements: {@code be lost}
     * @throws ConfirmationNeeded with the count to agree to
     */
    public static void check(String loss, int lost, int machines, @Nullable Integer confirmed) {
        if (mustBeConfirmed(lost, machines) && (confirmed == null || confirmed != lost)) {
            throw new ConfirmationNeeded(
                    lost + " placements would " + loss + " on " + machines + " machines"
                            + (confirmed == null ? "" : ", and " + confirmed + " were confirmed"),
                    lost);
        }
    }
}
