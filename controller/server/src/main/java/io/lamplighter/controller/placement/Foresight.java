package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.groupingBy;

import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Kind;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.planner.Planner;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What all placements would become under other manifests or another catalog: decided by the same steps as the
 * reconciler's, once for machines alike, and stored nowhere.
 */
@Singleton
public final class Foresight {
    private final Inquiries inquiries;
    private final FactsStore facts;
    private final FleetStore fleet;
    private final PlanStore plans;

    Foresight(Inquiries inquiries, FactsStore facts, FleetStore fleet, PlanStore plans) {
        this.inquiries = inquiries;
        this.facts = facts;
        this.fleet = fleet;
        this.plans = plans;
    }

    /** Tells of every placement that there is or would be. */
    public void look(Session session, ManifestSet manifests, Planner planner, Consumer<Prospect> told) {
        Wishes wishes = new Wishes(manifests);
        Inquiry inquiry = inquiries.begin(session, wishes, planner);
        inquiry.take(facts.planningFacts(session));
        Map<Kind, List<PlacementsAlike>> present = fleet
                .all(session, inquiry.kinds().owners().keySet())
                .stream()
                .collect(groupingBy(PlacementsAlike::kind));
        Prospects prospects = new Prospects(inquiry, wishes, plans.past(session), told);
        for (Population population : inquiry.kinds().populations()) {
            prospects.of(population, present.getOrDefault(population.kind(), List.of()));
        }
    }
}
