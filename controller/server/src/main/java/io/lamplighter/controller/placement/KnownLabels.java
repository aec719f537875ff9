package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.FactLabel;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Labels;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.storage.Session;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What machines are selected by.
 *
 * @param asked the computed labels that somebody asks for
 * @param facts by their digests; none where nothing computed is asked for
 */
record KnownLabels(Set<FactLabel> asked, Map<Sha256, PlanningFacts> facts) {
    KnownLabels {
        asked = Set.copyOf(asked);
        facts = Map.copyOf(facts);
    }

    /** As these groups ask for them. */
    static KnownLabels read(Session session, FactsStore store, Stream<Group> groups) {
        Set<FactLabel> asked =
                groups.flatMap(group -> group.spec().machines().facts()).collect(Collectors.toUnmodifiableSet());
        return new KnownLabels(asked, asked.isEmpty() ? Map.of() : store.planningFacts(session));
    }

    Labels of(Machine machine) {
        PlanningFacts planning = facts.get(machine.planning());
        return planning == null ? new Labels(machine.labels(), Map.of()) : Labels.of(machine.labels(), planning, asked);
    }
}
