package io.lamplighter.controller.placement;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.Planner.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Asks the planner, once for each question: machines alike share the answer. */
@Singleton
final class Resolutions {
    private final Planner planner;
    private final PlanStore plans;
    private final MachineStore machines;
    private final Timer planning;

    Resolutions(Planner planner, PlanStore plans, MachineStore machines, MeterRegistry meters) {
        this.planner = planner;
        this.plans = plans;
        this.machines = machines;
        planning = Timer.builder("lamplighter.controller.plan")
                .description("Time of the planner for one resolution.")
                .register(meters);
    }

    String catalogVersion() {
        return planner.catalogVersion();
    }

    /** The digest of all that decides an answer; the same question has the same key. */
    Sha256 key(Wish wish, Machine machine) {
        return Sha256.of(String.join(
                "\n",
                wish.environment().name().value(),
                String.valueOf(wish.specRevision()),
                wish.sourcesDigest().hex(),
                planner.catalogVersion(),
                machine.planning().hex()));
    }

    Answer answer(Transaction transaction, Wish wish, Machine machine) {
        Sha256 key = key(wish, machine);
        return plans.find(transaction, key)
                .orElseGet(() -> plans.put(
                        transaction, key, decide(transaction, wish, machine).resolution()));
    }

    /** Today's answer with its reasons, computed anew. */
    Decision decide(Session session, Wish wish, Machine machine) {
        return Objects.requireNonNull(planning.record(() -> planner.decide(
                wish.environment(), wish.sources(), machines.planningFacts(session, machine.planning()))));
    }
}
