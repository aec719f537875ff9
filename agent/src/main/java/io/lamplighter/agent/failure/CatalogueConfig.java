package io.lamplighter.agent.failure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What failures mean on this machine. */
@ConfigMapping(prefix = "lamplighter.failures")
public interface CatalogueConfig {
    /** Where a machine's own error catalogue is. */
    String DEFAULT = "/etc/lamplighter/failures.toml";

    /**
     * An error catalogue that stands in the place of the agent's own, if the file exists; one with mistakes is logged
     * with all of them and not used.
     */
    @WithDefault(DEFAULT)
    Path catalogue();
}
