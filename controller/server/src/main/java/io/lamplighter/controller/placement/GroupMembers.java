package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.FactLabel;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Labels;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Selector;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which machines a group has. One of which it is not known whether it is in the group is in it. */
@Singleton
public final class GroupMembers {
    private final ManifestStore manifests;
    private final MachineStore machines;
    private final FactsStore facts;

    GroupMembers(ManifestStore manifests, MachineStore machines, FactsStore facts) {
        this.manifests = manifests;
        this.machines = machines;
        this.facts = facts;
    }

    /** A group by its name; names those that there are where it is none. */
    public Group named(Session session, GroupName name) {
        return manifests
                .find(session, Kind.GROUP, new ManifestName(name.value()))
                .map(stored -> (Group) stored.manifest())
                .orElseThrow(() -> new NotFound("group", name.value(), manifests.names(session, Kind.GROUP)));
    }

    public List<Machine> of(Session session, Group group) {
        Selector selector = group.spec().machines();
        Set<FactLabel> asked = selector.facts().collect(Collectors.toUnmodifiableSet());
        Map<Sha256, PlanningFacts> read = asked.isEmpty() ? Map.of() : facts.planningFacts(session);
        return machines.all(session).stream()
                .filter(machine -> {
                    PlanningFacts planning = read.get(machine.planning());
                    Labels labels = planning == null
                            ? new Labels(machine.labels(), Map.of())
                            : Labels.of(machine.labels(), planning, asked);
                    return selector.of(labels) != Selector.Answer.NO;
                })
                .toList();
    }
}
