package io.lamplighter.controller.placement;

import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.util.Map;

/** How many placements there are, by phase as people see it. */
@Singleton
public final class PlacementCounts {
    private final PlacementStore placements;
    private final Staleness staleness;

    PlacementCounts(PlacementStore placements, Staleness staleness) {
        this.placements = placements;
        this.staleness = staleness;
    }

    public Map<Phase, Integer> byPhase(Session session) {
        return placements.countByPhase(session, staleness.limit());
    }
}
