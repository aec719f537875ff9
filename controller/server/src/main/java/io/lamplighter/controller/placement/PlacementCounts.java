package io.lamplighter.controller.placement;

import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** How many placements there are, by phase as people see it. */
@Singleton
public final class PlacementCounts {
    private final PlacementStore placements;
    private final Staleness staleness;
    private final PlacementViews views;

    PlacementCounts(PlacementStore placements, Staleness staleness, PlacementViews views) {
        this.placements = placements;
        this.staleness = staleness;
        this.views = views;
    }

    public Map<Phase, Integer> byPhase(Session session) {
        Instant limit = staleness.limit();
        Map<Phase, Integer> counts = placements.countByPhase(session, limit);
        placements
                .silentlyPending(session, limit)
                .forEach(shown -> counts.merge(views.of(shown, null).phase(), 1, Integer::sum));
        return counts;
    }
}
