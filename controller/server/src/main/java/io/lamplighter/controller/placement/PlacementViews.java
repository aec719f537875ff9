package io.lamplighter.controller.placement;

import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.planner.Planner.Decision;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Placements as operators see them: staleness comes on top, by time alone. */
@Singleton
final class PlacementViews {
    private final Staleness staleness;

    PlacementViews(Staleness staleness) {
        this.staleness = staleness;
    }

    PlacementView of(PlacementStore.Shown shown, @Nullable Decision decision) {
        Placement placement = shown.placement();
        boolean stale = shown.seen().isBefore(staleness.limit());
        return new PlacementView(
                shown.machine(),
                placement.environment(),
                stale ? Phase.STALE : placement.phase(),
                stale ? "last seen " + shown.seen() : placement.phaseDetail(),
                placement.conditions(),
                placement.revision(),
                placement.plan(),
                placement.inUse(),
                candidate(shown),
                shown.run(),
                placement.removeAfter(),
                decision == null ? null : decision.resolution(),
                decision == null ? null : decision.explanation(),
                shown.rollback());
    }

    /** What a run of the plan took, which may be a later one of the ranked; before one, what the plan puts first. */
    private static @Nullable String candidate(PlacementStore.Shown shown) {
        RunReport run = shown.run();
        return run != null
                        && run.candidate() != null
                        && run.plan().equals(shown.placement().plan())
                ? run.candidate()
                : shown.candidate();
    }
}
