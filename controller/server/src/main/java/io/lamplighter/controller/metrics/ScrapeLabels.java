package io.lamplighter.controller.metrics;

import static java.util.stream.Collectors.joining;

import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.controller.machine.Machine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Prometheus is told of a machine: {@code machine}, and names of Prometheus' kind for rules of relabelling. */
final class ScrapeLabels {
    private static final String META = "__meta_lamplighter_";
    private static final String COMMA = ",";

    private ScrapeLabels() {}

    /** @param groups that the machine is in, the one that decides first */
    static Map<String, String> of(Machine machine, List<Group> groups) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("machine", machine.name().value());
        new TreeMap<>(machine.labels())
                .forEach((name, value) -> labels.putIfAbsent(META + "label_" + labelName(name), value));
        Availability availability = machine.availability();
        if (availability != null) {
            labels.put(META + "availability", availability.kind().label());
        }
        if (!groups.isEmpty()) {
            labels.put(
                    META + "groups",
                    list(groups.stream().map(group -> group.name().value())));
        }
        List<String> owners = groups.stream()
                .map(group -> group.metadata().annotations().owner())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!owners.isEmpty()) {
            labels.put(META + "group_owners", list(owners.stream().map(ScrapeLabels::withoutCommas)));
        }
        return labels;
    }

    /** Prometheus' names of labels have letters, digits and underscores. */
    private static String labelName(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** As Prometheus' own discoveries write lists: an expression finds {@code ,one,} wherever it stands. */
    private static String list(Stream<String> elements) {
        return elements.collect(joining(COMMA, COMMA, COMMA));
    }

    private static String withoutCommas(String owner) {
        return owner.replaceAll("\\s*,\\s*", " ").strip();
    }
}
