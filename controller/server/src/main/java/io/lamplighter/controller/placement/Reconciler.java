package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.controller.generation.GenerationStore;
import io.lamplighter.controller.generation.GenerationStore.Told;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineFollower;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestFollower;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.placement.PlacementPass.Occasion;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.run.RunStore;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes placements and assignments what manifests, machines and runs ask for, in the transaction that changes one of
 * these. Nothing else makes it plan but the last day of a manifest: no poll does.
 */
@Singleton
public final class Reconciler implements ManifestFollower, MachineFollower {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final ManifestStore manifests;
    private final MachineStore machines;
    private final RunStore runs;
    private final PlacementStore placements;
    private final GenerationStore generations;
    private final PlannedCatalogStore planned;
    private final RunNews runNews;
    private final PlacementPass.Tools tools;

    Reconciler(
            ManifestStore manifests,
            MachineStore machines,
            RunStore runs,
            PlacementStore placements,
            GenerationStore generations,
            PlannedCatalogStore planned,
            RunNews runNews,
            PlacementPass.Tools tools) {
        this.manifests = manifests;
        this.machines = machines;
        this.runs = runs;
        this.placements = placements;
        this.generations = generations;
        this.planned = planned;
        this.runNews = runNews;
        this.tools = tools;
    }

    @Override
    public Map<EnvironmentName, List<String>> manifestsChanged(Transaction transaction, @Nullable Integer confirmed) {
        PlacementPass pass = everything(transaction);
        RemovalProtection.check("be lost", pass.tally().lost(), machines.count(transaction), confirmed);
        return pass.tally().lines();
    }

    /** A machine is new, or its planning facts or what it accepts are not what they were. */
    public void machineChanged(Transaction transaction, MachineId id) {
        look(transaction, machines.find(transaction, id).orElseThrow());
    }

    @Override
    public void machineDeleted(Transaction transaction, Machine machine) {
        manifests.machineDeleted(transaction, machine.name(), tools.clock().instant());
        Wishes wishes = new Wishes(manifests.all(transaction), tools.clock().instant());
        boolean heldToOthers = tools.inquiries().begin(transaction, wishes).wanted(machine).wishes().stream()
                .anyMatch(Wish::isHeldToOthers);
        if (heldToOthers) {
            everything(transaction);
        }
    }

    /** A machine says how a run goes; a report that is known already changes nothing. */
    public void runReported(Transaction transaction, Machine machine, RunReport report) {
        RunReport before = runs.find(transaction, report.run()).orElse(null);
        if (!runs.record(transaction, machine.id(), report)) {
            return;
        }
        runNews.tell(transaction, machine, before, report);
        Optional<Placement> placement = placements.find(transaction, machine.id(), report.environment());
        if (placement.isPresent() && isLatest(transaction, placement.get(), report)) {
            boolean activated = report.outcome() == RunOutcome.ACTIVATED;
            placements.put(
                    transaction,
                    activated
                            ? placement.get().activated(report.run(), report.plan(), report.lock())
                            : placement.get().observing(report.run()));
            look(transaction, machine);
        }
    }

    /** A machine says which generations it has, and how they are. */
    public void generationsReported(Transaction transaction, Machine machine, GenerationsReport report) {
        boolean altered = generations
                .find(transaction, machine.id())
                .map(Told::report)
                .filter(before -> alterations(before).equals(alterations(report)))
                .isEmpty();
        generations.put(transaction, machine.id(), report, tools.clock().instant());
        if (altered) {
            look(transaction, machine);
        }
    }

    private static Map<GenerationName, String> alterations(GenerationsReport report) {
        return report.environments().stream()
                .flatMap(told -> told.generations().stream())
                .filter(generation -> generation.drift() != null)
                .collect(toMap(
                        Generation::name, generation -> Objects.requireNonNull(generation.drift()), (one, _) -> one));
    }

    private void look(Transaction transaction, Machine machine) {
        PlacementPass pass = pass(transaction, Occasion.MACHINE);
        pass.machine(machine, placements.of(transaction, machine.id()));
        if (pass.concernsOthers()) {
            everything(transaction);
        }
    }

    /** Another catalog decides than the one that everything was planned with. */
    public void catalogChanged(Transaction transaction) {
        String version = everything(transaction).catalogVersion();
        planned.put(transaction, version);
        transaction.afterCommit(() -> LOG.infof("everything was planned anew with catalog %s", version));
    }

    /** Other files of a plan are to be in use. */
    public void locksChanged(Transaction transaction, PlanId plan) {
        PlacementPass pass = pass(transaction, Occasion.MACHINE);
        placements.all(transaction).stream()
                .filter(placement -> plan.equals(placement.plan()))
                .map(Placement::machine)
                .distinct()
                .forEach(id ->
                        pass.machine(machines.find(transaction, id).orElseThrow(), placements.of(transaction, id)));
    }

    /** Other releases are denied than before: what is in use is looked at, whatever was asked. */
    public void denialsChanged(Transaction transaction) {
        everything(transaction, Occasion.MACHINE);
    }

    /** Operators want something solved anew. */
    void refreshOrdered(Transaction transaction) {
        everything(transaction);
    }

    /** Operators froze a group, or do so no more. */
    void freezesChanged(Transaction transaction) {
        everything(transaction);
    }

    /** The last day of a manifest is over. */
    void manifestsEnded(Transaction transaction) {
        everything(transaction);
    }

    /** Plans all placements anew where that can change anything; what is in use stays. */
    PlacementPass everything(Transaction transaction) {
        return everything(transaction, Occasion.QUESTIONS);
    }

    private PlacementPass everything(Transaction transaction, Occasion occasion) {
        PlacementPass pass = pass(transaction, occasion);
        Relabelling.of(transaction, machines, pass.asking()).keep(transaction, machines);
        Map<MachineId, List<Placement>> before =
                placements.all(transaction).stream().collect(groupingBy(Placement::machine));
        for (Machine machine : machines.all(transaction)) {
            pass.machine(machine, before.getOrDefault(machine.id(), List.of()));
        }
        pass.end();
        return pass;
    }

    private PlacementPass pass(Transaction transaction, Occasion occasion) {
        return new PlacementPass(transaction, tools, manifests.all(transaction), occasion);
    }

    /** A spooled report of an earlier run must not hide a later one. */
    private boolean isLatest(Transaction transaction, Placement placement, RunReport report) {
        if (placement.lastRun() == null || placement.lastRun().equals(report.run())) {
            return true;
        }
        return runs.find(transaction, placement.lastRun())
                .map(last -> !report.startedAt().isBefore(last.startedAt()))
                .orElse(true);
    }
}
