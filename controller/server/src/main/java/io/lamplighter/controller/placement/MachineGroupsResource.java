package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.FactLabel;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.LabelName;
import io.lamplighter.api.manifest.LabelValue;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.MachineGroups.Label;
import io.lamplighter.api.view.MachineGroups.Origin;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which groups a machine is in, by which labels, and which of them decides about what it has. */
@Path("api/v1/machines/{machine}/groups")
final class MachineGroupsResource {
    private final Storage storage;
    private final MachineStore machines;
    private final FactsStore facts;
    private final ManifestStore manifests;
    private final InstantSource clock;

    MachineGroupsResource(
            Storage storage, MachineStore machines, FactsStore facts, ManifestStore manifests, InstantSource clock) {
        this.storage = storage;
        this.machines = machines;
        this.facts = facts;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GET
    public MachineGroups get(MachineName machine) {
        return storage.read(session -> {
            Machine found = machines.find(session, machine)
                    .orElseThrow(() -> new NotFound("machine", machine.value(), machines.names(session)));
            PlanningFacts read = facts.planningFacts(session, found.planning());
            Wishes wishes = new Wishes(manifests.all(session), clock.instant());
            return new MachineGroups(
                    machine,
                    labels(
                            found,
                            wishes.of(machine).map(said -> said.spec().labels()).orElse(Map.of()),
                            read),
                    wishes.memberships(found.labels(), read),
                    wishes.of(found.labels(), () -> read)
                            .all()
                            .map(Wishes.Wish::given)
                            .toList(),
                    wishes.hold(machine).orElse(null));
        });
    }

    private static List<Label> labels(Machine machine, Map<LabelName, LabelValue> manifest, PlanningFacts read) {
        Stream<Label> given = new TreeMap<>(machine.labels())
                .entrySet().stream()
                        .map(label -> new Label(
                                label.getKey(),
                                List.of(label.getValue()),
                                manifest.containsKey(new LabelName(label.getKey()))
                                        ? Origin.MANIFEST
                                        : Origin.JOIN_TOKEN));
        Stream<Label> computed = Stream.of(FactLabel.values())
                .map(fact -> new Label(
                        fact.label(),
                        fact.values(read)
                                .map(values -> values.stream().sorted().toList())
                                .orElse(null),
                        Origin.FACTS));
        return Stream.concat(given, computed).toList();
    }
}
