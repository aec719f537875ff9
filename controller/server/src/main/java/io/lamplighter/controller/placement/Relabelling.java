package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.machine.Kind;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.MachineStore.Labelled;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The machines whose labels are not what manifests make of those of their join tokens.
 *
 * @param labels that they are to have
 */
record Relabelling(Map<MachineId, Map<String, String>> labels) {
    Relabelling {
        labels = Map.copyOf(labels);
    }

    /** Those of machines with a manifest, and of those that had one. */
    static Relabelling of(Session session, MachineStore machines, ManifestSet asking) {
        Map<MachineName, MachineManifest> manifests =
                asking.machines().collect(Collectors.toMap(MachineManifest::name, manifest -> manifest));
        Map<MachineId, Map<String, String>> labels = new HashMap<>();
        for (Labelled had : machines.labelledOtherwise(session)) {
            if (!manifests.containsKey(had.name())) {
                labels.put(had.id(), had.ofToken());
            }
        }
        manifests.forEach((name, manifest) -> machines.labelled(session, name).ifPresent(machine -> {
            Map<String, String> wanted = manifest.spec().over(machine.ofToken());
            if (!wanted.equals(machine.labels())) {
                labels.put(machine.id(), wanted);
            }
        }));
        return new Relabelling(labels);
    }

    void keep(Transaction transaction, MachineStore machines) {
        labels.forEach((machine, wanted) -> machines.relabel(transaction, machine, wanted));
    }

    Set<MachineId> machines() {
        return labels.keySet();
    }

    /** A machine that is relabelled stands alone in its kind. */
    Kind of(Kind kind) {
        Map<String, String> wanted = kind.alone() == null ? null : labels.get(kind.alone());
        return wanted == null ? kind : new Kind(wanted, kind.planning(), kind.accepts(), kind.alone());
    }
}
