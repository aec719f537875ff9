package io.lamplighter.agent;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The agent as a whole; every other part has a mapping of its own below the same prefix. */
@ConfigMapping(prefix = "lamplighter")
interface AgentConfig {
    /**
     * Where the agent keeps everything; by default {@code $XDG_STATE_HOME/lamplighter}, else
     * {@code ~/.local/state/lamplighter}. Environments are built in it, so it wants the disk for them.
     */
    Optional<Path> directory();
}
