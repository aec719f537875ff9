package io.lamplighter.cli.status;

import io.lamplighter.api.view.PlacementView;
import java.util.List;

/** Whether waiting for convergence is over. */
sealed interface Verdict {
    /** All are where they should be. */
    record Converged(int placements) implements Verdict {}

    /** This one will not get there by itself. */
    record Hopeless(PlacementView placement) implements Verdict {}

    /** Nothing is wrong yet; there may be no placement yet either. */
    record Underway(List<PlacementView> missing) implements Verdict {}

    static Verdict of(List<PlacementView> placements) {
        for (PlacementView placement : placements) {
            if (placement.phase() == PlacementView.Phase.FAILED || placement.phase() == PlacementView.Phase.REJECTED) {
                return new Hopeless(placement);
            }
        }
        List<PlacementView> missing = placements.stream()
                .filter(placement -> placement.phase() != PlacementView.Phase.CONVERGED)
                .toList();
        return placements.isEmpty() || !missing.isEmpty() ? new Underway(missing) : new Converged(placements.size());
    }
}
