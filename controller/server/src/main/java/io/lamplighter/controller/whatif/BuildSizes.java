package io.lamplighter.controller.whatif;

import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What builds take on disk, as far as the catalog knows. */
record BuildSizes(Map<String, Long> byPlatform) {
    BuildSizes {
        byPlatform = Map.copyOf(byPlatform);
    }

    static BuildSizes of(Catalog catalog) {
        Map<String, Long> sizes = new HashMap<>();
        for (String platform : Catalog.PLATFORMS) {
            for (TorchBuild build : catalog.builds(platform)) {
                if (build.diskBytes() != null) {
                    sizes.merge(key(platform, build.name()), build.diskBytes(), Math::max);
                }
            }
        }
        return new BuildSizes(sizes);
    }

    /** All of them, for counting who has the room. */
    RoomScale scale() {
        return new RoomScale(List.copyOf(byPlatform.values()));
    }

    /**
     * Bytes of a build once it is installed; null where they are not known.
     *
     * @param choice {@code torch 2.10.0 cu126}
     */
    @Nullable
    Long of(String platform, String choice) {
        return byPlatform.get(key(platform, choice));
    }

    private static String key(String platform, String choice) {
        return platform + " " + choice;
    }
}
