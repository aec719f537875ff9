package io.lamplighter.api.manifest;

import io.lamplighter.api.machine.FactLabel;
import io.lamplighter.api.machine.PlanningFacts;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine is selected by.
 *
 * @param given by operators
 * @param facts computed from what the machine says; one that is missing here is not known
 */
public record Labels(Map<String, String> given, Map<FactLabel, Set<String>> facts) {
    public Labels {
        given = Map.copyOf(given);
        facts = Map.copyOf(facts);
    }

    /**
     * The labels of a machine.
     *
     * @param wanted the computed ones that somebody asks for
     */
    public static Labels of(Map<String, String> given, PlanningFacts facts, Collection<FactLabel> wanted) {
        Map<FactLabel, Set<String>> computed = new EnumMap<>(FactLabel.class);
        wanted.forEach(fact -> fact.values(facts).ifPresent(values -> computed.put(fact, values)));
        return new Labels(given, computed);
    }

    /** The values of a label, none where it is not there; empty where that is not known. */
    public Optional<Set<String>> values(String label) {
        return FactLabel.find(label)
                .map(fact -> Optional.ofNullable(facts.get(fact)))
                .orElseGet(() -> Optional.of(given.containsKey(label) ? Set.of(given.get(label)) : Set.of()));
    }
}
