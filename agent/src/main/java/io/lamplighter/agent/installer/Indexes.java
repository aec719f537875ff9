package io.lamplighter.agent.installer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one index that each package comes from.
 *
 * @param placed addresses of those that have one of their own, by name
 * @param defaultIndex of all others; absent for the installer's own
 */
public record Indexes(Map<String, String> placed, @Nullable String defaultIndex) {
    public Indexes {
        placed = Map.copyOf(placed);
    }

    /** Packages that come from one index, for each; so that no name is ever looked for in another. */
    Map<Optional<String>, Set<String>> divide(Collection<String> names) {
        Map<Optional<String>, Set<String>> groups = new HashMap<>();
        for (String name : names) {
            Optional<String> index = Optional.ofNullable(placed.getOrDefault(name, defaultIndex));
            groups.computeIfAbsent(index, _ -> new TreeSet<>()).add(name);
        }
        return groups;
    }
}
