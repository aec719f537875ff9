package io.lamplighter.agent.installer;

import java.util.Map;
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

    /** Whether a solve has to fetch files to know their digests. */
    boolean tellNoDigests() {
        return Stream.concat(placed.values().stream(), Stream.ofNullable(defaultIndex))
                .anyMatch(PackageIndex.Flat.class::isInstance);
    }
}
