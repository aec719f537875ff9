package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Labels;
import io.lamplighter.api.manifest.Selector.Answer;
import io.lamplighter.controller.machine.Machine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which groups machines are in, at one moment; for one thread. */
public final class Grouping {
    private final List<Group> groups;
    private final KnownLabels labels;
    private final Map<Labels, List<Group>> alike = new HashMap<>();

    Grouping(List<Group> groups, KnownLabels labels) {
        this.groups = groups.stream().sorted(Precedence.ORDER).toList();
        this.labels = labels;
    }

    /** Those that a machine is in, the one that decides first; without those of which it is not known. */
    public List<Group> of(Machine machine) {
        return alike.computeIfAbsent(labels.of(machine), this::among);
    }

    private List<Group> among(Labels of) {
        return groups.stream()
                .filter(group -> group.spec().machines().of(of) == Answer.YES)
                .toList();
    }
}
