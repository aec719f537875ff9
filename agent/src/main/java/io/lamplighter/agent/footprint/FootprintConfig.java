package io.lamplighter.agent.footprint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How small the agent makes itself while it rests. */
@ConfigMapping(prefix = "lamplighter.footprint")
interface FootprintConfig {
    /**
     * Whether the agent gives back to the kernel what of its program it needs for a start alone, and what of its heap
     * is free after a collection: {@code on} or {@code off}.
     */
    @WithDefault("on")
    PageOut pageOut();

    /** How long after its start it does so first. */
    @WithDefault("1m")
    Duration pageOutAfter();

    /** Time between two times. */
    @WithDefault("30m")
    Duration pageOutEvery();

    /** Whether it does. */
    enum PageOut {
        ON,
        OFF
    }
}
