package io.lamplighter.cli.machine;

import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Annotations;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Manifest.Metadata;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.resource.StoredManifest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes one thing in a machine's manifest, which need not be there yet, and nothing that another changed since. */
final class MachineEdit {
    private final Controller controller;
    private final MachineManifest before;

    private MachineEdit(Controller controller, MachineManifest before) {
        this.controller = controller;
        this.before = before;
    }

    static MachineEdit of(Controller controller, MachineName machine) {
        MachineManifest found = controller.manifests(Kind.MACHINE).stream()
                .map(stored -> (MachineManifest) StoredManifest.of(stored, Kind.MACHINE))
                .filter(manifest -> manifest.name().equals(machine))
                .findFirst()
                .orElseGet(() -> unwritten(machine));
        return new MachineEdit(controller, found);
    }

    private static MachineManifest unwritten(MachineName machine) {
        return new MachineManifest(
                Manifest.API_VERSION,
                Kind.MACHINE,
                new Metadata(
                        new ManifestName(machine.value()), Map.of(), new Annotations(null, null, null, null), null),
                new MachineManifest.Spec(Map.of(), null));
    }

    MachineManifest.@Nullable Hold hold() {
        return before.spec().hold();
    }

    List<Applied> holding(MachineManifest.@Nullable Hold hold, ChangeOptions options) {
        MachineManifest after = new MachineManifest(
                before.apiVersion(),
                before.kind(),
                before.metadata(),
                new MachineManifest.Spec(before.spec().labels(), hold));
        return controller.apply(ManifestReader.write(after), options);
    }
}
