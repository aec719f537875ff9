package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.KindStore;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.controller.storage.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All machines by kind. A machine with a GPU that some environment lists is a kind of its own: its whole facts decide.
 *
 * @param owners of such GPUs, with all that their agents reported
 */
record Kinds(List<Population> populations, Map<MachineId, MachineFacts> owners) {
    Kinds {
        populations = List.copyOf(populations);
        owners = Map.copyOf(owners);
    }

    static Kinds read(Session session, KindStore kinds, FactsStore facts, Set<String> listedGpus, RoomScale scale) {
        Map<MachineId, MachineFacts> owners = facts.withGpus(session, listedGpus);
        return new Kinds(kinds.all(session, owners.keySet(), scale), owners);
    }
}
