package io.lamplighter.api.night;

import io.lamplighter.api.name.MachineName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Machines by what is said of them.
 *
 * @param <K> what is said
 */
final class Groups<K> {
    private final Map<K, List<MachineName>> machines = new LinkedHashMap<>();

    void add(K said, MachineName machine) {
        machines.computeIfAbsent(said, _ -> new ArrayList<>()).add(machine);
    }

    /** What is said of most machines comes first. */
    <T> List<T> lines(BiFunction<K, Machines, T> line) {
        return machines.entrySet().stream()
                .map(group -> Map.entry(group.getKey(), Machines.of(group.getValue())))
                .sorted(Comparator.comparingInt(group -> -group.getValue().count()))
                .map(group -> line.apply(group.getKey(), group.getValue()))
                .toList();
    }
}
