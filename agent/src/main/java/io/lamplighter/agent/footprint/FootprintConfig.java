package io.lamplighter.agent.footprint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How small the agent makes itself while it rests. */
@ConfigMapping(prefix = "lamplighter.footprint")
interface FootprintConfig {
    /** How long after its start the agent gives back what of its program it needed for that alone. */
    @WithDefault("1m")
    Duration pageOutAfter();

    /** Time between two times that it does so; {@code off} for never. */
    @WithDefault("30m")
    String pageOutEvery();
}
