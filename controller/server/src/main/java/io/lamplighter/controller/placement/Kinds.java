package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.KindStore;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.controller.storage.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All machines by kind. A machine with a GPU that some environment lists is a kind of its own: its whole facts decide.
 *
 * @param owners of such GPUs, with all that their agents reported
 * @param relabelling of machines whose labels would be others: each is a kind of its own, too
 */
record Kinds(List<Population> populations, Map<MachineId, MachineFacts> owners, Relabelling relabelling) {
    Kinds {
        populations = List.copyOf(populations);
        owners = Map.copyOf(owners);
    }

    static Kinds read(
            Session session,
            KindStore kinds,
            FactsStore facts,
            Set<String> listedGpus,
            Relabelling relabelling,
            RoomScale scale) {
        Map<MachineId, MachineFacts> owners = facts.withGpus(session, listedGpus);
        List<Population> populations = kinds.all(session, alone(owners, relabelling), scale).stream()
                .map(all -> new Population(relabelling.of(all.kind()), all.room(), all.machines(), all.examples()))
                .toList();
        return new Kinds(populations, owners, relabelling);
    }

    /** Machines that are a kind of their own. */
    Set<MachineId> alone() {
        return alone(owners, relabelling);
    }

    private static Set<MachineId> alone(Map<MachineId, MachineFacts> owners, Relabelling relabelling) {
        Set<MachineId> alone = new HashSet<>(owners.keySet());
        alone.addAll(relabelling.machines());
        return alone;
    }
}
