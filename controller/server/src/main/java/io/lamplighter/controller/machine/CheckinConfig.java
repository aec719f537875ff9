package io.lamplighter.controller.machine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How agents check in. */
@ConfigMapping(prefix = "lamplighter.checkin")
public interface CheckinConfig {
    /** How long an agent waits between two polls; told with every answer. Three of them without a poll are stale. */
    @WithDefault("60s")
    Duration pollInterval();

    /** How often the times of last polls are written to the database, all at once. */
    @WithDefault("10s")
    Duration flushInterval();
}
