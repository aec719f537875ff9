package io.lamplighter.agent.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** Where Prometheus finds the agent's metrics. */
@ConfigMapping(prefix = "lamplighter.metrics")
interface ScrapeConfig {
    /**
     * Host and port that the controller tells Prometheus, as when a proxy stands before the agent. By default those
     * that the agent listens on, and none while it listens on this machine alone.
     */
    @WithConverter(ScrapeAddressConverter.class)
    Optional<ScrapeAddress> address();
}
