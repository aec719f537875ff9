package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.groupingBy;

import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Kind;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.planner.Planner;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final InstantSource clock;

    /** Those of a kind that have the same room. */
    private record Division(Kind kind, @Nullable Long room) {}

    Foresight(Inquiries inquiries, FactsStore facts, FleetStore fleet, PlanStore plans, InstantSource clock) {
        this.inquiries = inquiries;
        this.facts = facts;
        this.fleet = fleet;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * Tells of every placement that there is or would be.
     *
     * @param scale the sizes of builds: machines alike that have room for others of them are told apart
     */
    public void look(
            Session session, ManifestSet manifests, Planner planner, RoomScale scale, Consumer<Prospect> told) {
        Wishes wishes = new Wishes(manifests, clock.instant());
        Inquiry inquiry = inquiries.begin(session, wishes, planner, scale);
        inquiry.take(facts.planningFacts(session));
        Kinds kinds = inquiry.kinds();
        Prospects prospects = new Prospects(inquiry, plans.past(session), told);
        CompletableFuture<Void> answers = CompletableFuture.runAsync(
                () -> prospects.answer(kinds.populations()), Thread.ofPlatform().name("what-if")::start);
        Map<Division, List<PlacementsAlike>> present = present(session, kinds, scale);
        answers.join(); // from here on the inquiry is this thread's again
        for (Population population : kinds.populations()) {
            prospects.of(
                    population, present.getOrDefault(new Division(population.kind(), population.room()), List.of()));
        }
    }

    /** The longest single thing that the database is asked, which leaves the other core to the planner. */
    private Map<Division, List<PlacementsAlike>> present(Session session, Kinds kinds, RoomScale scale) {
        return fleet.all(session, kinds.alone(), scale).stream()
                .collect(groupingBy(alike -> new Division(kinds.relabelling().of(alike.kind()), alike.room())));
    }
}
