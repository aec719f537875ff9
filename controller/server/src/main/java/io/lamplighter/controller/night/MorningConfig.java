package io.lamplighter.controller.night;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How mornings are told of nights. */
@ConfigMapping(prefix = "lamplighter.morning")
interface MorningConfig {
    /**
     * The time zone of nights and mornings, {@code Europe/Berlin}; by default that of most windows of groups, else the
     * controller's.
     */
    Optional<String> zone();
}
