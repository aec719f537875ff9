package io.lamplighter.controller.whatif;

import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.Wheel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What builds take on disk, as far as the catalog knows. */
record BuildSizes(Map<String, Long> byPlatform) {
    private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64");

    BuildSizes {
        byPlatform = Map.copyOf(byPlatform);
    }

    static BuildSizes of(Catalog catalog) {
        Map<String, Long> sizes = new HashMap<>();
        for (String architecture : ARCHITECTURES) {
            for (Wheel wheel : catalog.wheels(architecture)) {
                if (wheel.diskBytes() != null) {
                    sizes.merge(key(architecture, wheel.name()), wheel.diskBytes(), Math::max);
                }
            }
        }
        return new BuildSizes(sizes);
    }

    /**
     * Bytes of a build once it is installed; null where they are not known.
     *
     * @param choice {@code torch 2.10.0 cu126}
     */
    @Nullable
    Long of(String architecture, String choice) {
        return byPlatform.get(key(architecture, choice));
    }

    private static String key(String architecture, String choice) {
        return architecture + " " + choice;
    }
}
