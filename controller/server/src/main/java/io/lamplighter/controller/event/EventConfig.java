package io.lamplighter.controller.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long events are kept. */
@ConfigMapping(prefix = "lamplighter.event")
interface EventConfig {
    /** Events older than this are deleted. */
    @WithDefault("90d")
    Duration retention();

    /** How many events are deleted by one transaction, so that nobody waits for it. */
    @WithDefault("2000")
    int batch();
}
