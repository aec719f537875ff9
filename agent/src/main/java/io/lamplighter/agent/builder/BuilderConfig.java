package io.lamplighter.agent.builder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who builds environments in system mode. */
@ConfigMapping(prefix = "lamplighter.builder")
public interface BuilderConfig {
    /**
     * The account that installers and checks run as. It must be there for nothing else: whatever runs as it is ended.
     */
    @WithDefault("lamplighter-builder")
    String account();
}
