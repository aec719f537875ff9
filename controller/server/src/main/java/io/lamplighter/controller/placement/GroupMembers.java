package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Selector;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Which machines a group has. One of which it is not known whether it is in the group is in it. */
@Singleton
public final class GroupMembers {
    private final ManifestStore manifests;
    private final MachineStore machines;
    private final FactsStore facts;
    private final InstantSource clock;

    GroupMembers(ManifestStore manifests, MachineStore machines, FactsStore facts, InstantSource clock) {
        this.manifests = manifests;
        this.machines = machines;
        this.facts = facts;
        this.clock = clock;
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
        KnownLabels labels = KnownLabels.read(session, facts, Stream.of(group));
        return machines.all(session).stream()
                .filter(machine -> selector.of(labels.of(machine)) != Selector.Answer.NO)
                .toList();
    }

    /** The groups as they are now, with what machines are selected by. */
    public Grouping all(Session session) {
        List<Group> groups =
                manifests.all(session).asking(clock.instant()).groups().toList();
        return new Grouping(groups, KnownLabels.read(session, facts, groups.stream()));
    }
}
