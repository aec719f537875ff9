package io.lamplighter.controller.run;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept of runs. */
@ConfigMapping(prefix = "lamplighter.run")
interface RunConfig {
    /** The longest log of a run that is taken. */
    @WithDefault("1M")
    MemorySize logSize();

    /** Of how many runs of each placement the log is kept, the newest. */
    @WithDefault("3")
    int keptLogs();
}
