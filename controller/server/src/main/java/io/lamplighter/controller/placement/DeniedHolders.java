package io.lamplighter.controller.placement;

import static java.util.Comparator.comparing;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.view.DeniedRelease.Holder;
import io.lamplighter.api.view.DeniedRelease.Then;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.controller.catalog.CatalogInForce;
import io.lamplighter.controller.generation.GenerationStore;
import io.lamplighter.controller.generation.RollbackStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.run.RunStore;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who has a release that is denied, and what their next windows bring. */
@Singleton
public final class DeniedHolders {
    private final PlacementStore placements;
    private final MachineStore machines;
    private final GenerationStore generations;
    private final RollbackStore rollbacks;
    private final PlanStore plans;
    private final RunStore runs;
    private final DenialStore denials;
    private final CatalogInForce catalog;

    DeniedHolders(
            PlacementStore placements,
            MachineStore machines,
            GenerationStore generations,
            RollbackStore rollbacks,
            PlanStore plans,
            RunStore runs,
            DenialStore denials,
            CatalogInForce catalog) {
        this.placements = placements;
        this.machines = machines;
        this.generations = generations;
        this.rollbacks = rollbacks;
        this.plans = plans;
        this.runs = runs;
        this.denials = denials;
        this.catalog = catalog;
    }

    /** Those of one release that is denied: who uses it before who only keeps it, each by machine. */
    public List<Holder> of(Session session, Release release) {
        DeniedInUse denied = new DeniedInUse(session, denials, runs, catalog.planner(session)::chooses);
        List<Machine> all =
                machines.all(session).stream().sorted(comparing(Machine::name)).toList();
        return Stream.concat(
                        all.stream().flatMap(machine -> using(session, machine, denied, release)),
                        all.stream().flatMap(machine -> keeping(session, machine, denied, release)))
                .toList();
    }

    private Stream<Holder> using(Session session, Machine machine, DeniedInUse denied, Release release) {
        return placements.of(session, machine.id()).stream()
                .filter(placement -> denied.of(placement).contains(release))
                .map(placement -> holder(session, machine, placement, denied));
    }

    private Holder holder(Session session, Machine machine, Placement placement, DeniedInUse denied) {
        EnvironmentName environment = placement.environment();
        if (placement.isRetiring()) {
            return new Holder(machine.name(), environment, Then.STAYS, "it is retiring");
        }
        if (rollbacks.find(session, machine.id(), environment).isPresent()) {
            return new Holder(machine.name(), environment, Then.STAYS, "an operator went back to it");
        }
        if (placement.plan() != null && !placement.plan().equals(placement.inUse())) {
            return new Holder(machine.name(), environment, Then.REPLANNED, plans.words(session, placement.plan()));
        }
        LockDigest wanted = placement.files().wanted();
        if (wanted != null && !wanted.equals(placement.files().inUse())) {
            return new Holder(machine.name(), environment, Then.BACK, "lock " + wanted.abbreviated());
        }
        return denied.isLeftBySolving(placement)
                ? new Holder(machine.name(), environment, Then.SOLVED, "")
                : new Holder(machine.name(), environment, Then.STAYS, whyNoOther(placement));
    }

    private static String whyNoOther(Placement placement) {
        return placement.conditions().stream()
                .filter(condition -> condition.type() == Condition.Type.RESOLVED)
                .map(Condition::reason)
                .findFirst()
                .orElse("");
    }

    private Stream<Holder> keeping(Session session, Machine machine, DeniedInUse denied, Release release) {
        Predicate<Generation> holds = generation ->
                generation.lock() != null && denied.of(generation.lock()).contains(release);
        return generations.find(session, machine.id()).stream()
                .flatMap(told -> told.report().environments().stream())
                .flatMap(told -> told.generations().stream()
                        .filter(generation -> !generation.current())
                        .filter(holds)
                        .sorted(comparing(Generation::name))
                        .map(generation -> new Holder(
                                machine.name(), told.environment(), Then.ASIDE, Objects.toString(generation.name()))));
    }
}
