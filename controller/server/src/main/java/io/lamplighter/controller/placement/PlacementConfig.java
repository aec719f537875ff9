package io.lamplighter.controller.placement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How placements end. */
@ConfigMapping(prefix = "lamplighter.placement")
interface PlacementConfig {
    /** How long an environment that no manifest asks for any more stays usable on its machines. */
    @WithDefault("14d")
    Duration grace();

    /** How many runs of each placement are kept. */
    @WithDefault("20")
    int keptRuns();
}
