package io.lamplighter.agent.runlog;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept of what installers and checks say. */
@ConfigMapping(prefix = "lamplighter.run-log")
public interface RunLogConfig {
    /** How much of one run's log is kept: its beginning and its end. The controller takes up to 1M. */
    @WithDefault("256K")
    MemorySize size();

    /** How many runs' logs are kept on the machine. */
    @WithDefault("20")
    int kept();
}
