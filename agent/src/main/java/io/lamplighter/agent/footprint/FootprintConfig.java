package io.lamplighter.agent.footprint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

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

    /**
     * Time between two times. By default five minutes, and half an hour where the program lies on a disk that turns or
     * of which the kernel does not say: some thousand pages are read again, one by one.
     */
    Optional<Duration> pageOutEvery();

    /** Whether it does. */
    enum PageOut {
        ON,
        OFF
    }
}
