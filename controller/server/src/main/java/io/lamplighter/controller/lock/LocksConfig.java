package io.lamplighter.controller.lock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How machines with one plan come to one lock. */
@ConfigMapping(prefix = "lamplighter.locks")
interface LocksConfig {
    /** How long the machine that solves a plan first may take before another is appointed. */
    @WithDefault("3h")
    Duration lease();

    /**
     * How long a plan counts as refreshed; longer than a window is open, and shorter than from the end of one to the
     * next.
     */
    @WithDefault("12h")
    Duration refreshEvery();

    /**
     * Whether the hashes of an uploaded lock are compared with what the plan's sources tell. Only for a controller that
     * cannot reach them this is to be {@code false}; a machine's word is then all there is.
     */
    @WithDefault("true")
    boolean askSources();
}
