package io.lamplighter.agent.installer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one index that each package comes from.
 *
 * @param placed those of packages that have one of their own, by name
 * @param defaultIndex of all others; absent for the installer's own
 */
public record Indexes(
        Map<String, PackageIndex> placed, @Nullable PackageIndex defaultIndex) {
    public Indexes {
        placed = Map.copyOf(placed);
    }

    /** Packages that come from one index, for each; so that no name is ever looked for in another. */
    Map<Optional<PackageIndex>, Set<String>> divide(Collection<String> names) {
        Map<Optional<PackageIndex>, Set<String>> groups = new HashMap<>();
        for (String name : names) {
            Optional<PackageIndex> index = Optional.ofNullable(placed.getOrDefault(name, defaultIndex));
            groups.computeIfAbsent(index, _ -> new TreeSet<>()).add(name);
        }
        return groups;
    }

    /** Whether a solve has to fetch files to know their digests. */
    boolean tellNoDigests() {
        return Stream.concat(placed.values().stream(), Stream.ofNullable(defaultIndex))
                .anyMatch(PackageIndex.Flat.class::isInstance);
    }
}
