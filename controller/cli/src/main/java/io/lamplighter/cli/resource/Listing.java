package io.lamplighter.cli.resource;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.RunView;
import io.lamplighter.api.view.Stored;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.MachineWords;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.status.PhaseCell;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of things, a line each. */
final class Listing {
    private Listing() {}

    static Table manifests(Manifest.Kind kind, List<Stored> all) {
        Table table = switch (kind) {
            case ENVIRONMENT -> Table.of("NAME", "PYTHON", "COMPUTE", "STAGES", "EXPIRES", "REVISION", "CHANGED");
            case TOOLKIT -> Table.of("NAME", "CUDA", "CUDNN", "PLATFORM", "EXPIRES", "REVISION", "CHANGED");
            case SOURCE -> Table.of("NAME", "TYPE", "URL", "REPLACES", "REVISION", "CHANGED");
            case GROUP -> Table.of("NAME", "SELECTOR", "ENVIRONMENTS", "TOOLKITS", "REVISION", "CHANGED");
            case MACHINE -> Table.of("NAME", "LABELS", "HELD UNTIL", "REASON", "EXPIRES", "REVISION", "CHANGED");
        };
        all.forEach(stored -> add(table, stored, StoredManifest.of(stored, kind)));
        return table;
    }

    static Table machines(List<MachineView> machines) {
        Table table = Table.of("NAME", "LABELS", "GPUS", "DRIVER", "AGENT", "LAST SEEN");
        machines.forEach(machine -> table.row(
                machine.name(),
                Label.labels(machine.labels()),
                MachineDescription.gpuModels(machine.facts()),
                MachineWords.driver(machine.facts().driver()),
                machine.agentVersion(),
                MachineDescription.lastSeen(machine)));
        return table;
    }

    static Table placements(List<PlacementView> placements) {
        Table table = Table.of("MACHINE", "ENVIRONMENT", "PHASE", "BUILD", "REVISION", "PLAN", "IN USE");
        placements.forEach(placement -> table.row(
                placement.machine(),
                placement.environment(),
                PhaseCell.whole(placement),
                placement.candidate(),
                placement.environmentRevision(),
                placement.plan() == null ? null : placement.plan().abbreviated(),
                placement.planInUse() == null ? null : placement.planInUse().abbreviated()));
        return table;
    }

    static Table runs(List<RunView> runs) {
        Table table = Table.of("RUN", "MACHINE", "ENVIRONMENT", "STATE", "STARTED", "SIGNATURE", "REMEDY", "LOG");
        runs.forEach(run -> {
            Failure failure = run.failure();
            RemedyClass remedy = failure == null ? null : failure.remedyClass();
            table.row(
                    run.run(),
                    run.machine(),
                    run.environment(),
                    Label.words(run.outcome() == null ? run.state() : run.outcome()),
                    Quantity.instant(run.startedAt()),
                    failure == null ? null : failure.signature(),
                    remedy == null ? null : Label.words(remedy),
                    run.log() ? "yes" : null);
        });
        return table;
    }

    private static @Nullable String names(List<EnvironmentName> names) {
        return names.isEmpty()
                ? null
                : names.stream().map(EnvironmentName::value).collect(Collectors.joining(","));
    }

    private static void add(Table table, Stored stored, Manifest manifest) {
        String changed = Quantity.instant(stored.changedAt());
        switch (manifest) {
            case Environment environment ->
                table.row(
                        environment.name(),
                        environment.spec().python(),
                        environment.spec().compute(),
                        environment.spec().stages().stream()
                                .map(Environment.Stage::name)
                                .collect(Collectors.joining(",")),
                        environment.metadata().annotations().expires(),
                        stored.revision(),
                        changed);
            case Toolkit toolkit -> {
                Toolkit.Part cudnn = toolkit.spec().cudnn();
                table.row(
                        toolkit.name(),
                        toolkit.spec().cuda().version(),
                        cudnn == null ? null : cudnn.version(),
                        toolkit.spec().platform(),
                        toolkit.metadata().annotations().expires(),
                        stored.revision(),
                        changed);
            }
            case Source source ->
                table.row(
                        source.name(),
                        Label.words(source.spec().type()),
                        source.spec().url(),
                        source.spec().replaces(),
                        stored.revision(),
                        changed);
            case MachineManifest machine -> {
                MachineManifest.Hold hold = machine.spec().hold();
                table.row(
                        machine.name(),
                        Label.labels(machine.spec().labels()),
                        hold == null ? null : hold.until(),
                        hold == null ? null : hold.reason(),
                        machine.metadata().annotations().expires(),
                        stored.revision(),
                        changed);
            }
            case Group group ->
                table.row(
                        group.name(),
                        group.spec().selector().isEmpty()
                                ? "every machine"
                                : group.spec().machines(),
                        names(group.spec().environments()),
                        names(group.spec().toolkits()),
                        stored.revision(),
                        changed);
        }
    }
}
