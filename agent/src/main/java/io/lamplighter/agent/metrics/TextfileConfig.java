package io.lamplighter.agent.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** For machines that cannot be scraped, but for their node_exporter. */
@ConfigMapping(prefix = "lamplighter.metrics.textfile")
interface TextfileConfig {
    /**
     * A file in the folder that node_exporter's textfile collector reads, like
     * {@code /var/lib/node_exporter/textfile/lamplighter.prom}: the agent's metrics, replaced whole. By default none is
     * written.
     */
    Optional<Path> file();

    /** Time between two of them. */
    @WithDefault("30s")
    Duration every();
}
