package io.lamplighter.agent.layout;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.nio.file.Path;

/**
 * The agent's directory, as DESIGN §8 draws it.
 *
 * @param root absolute
 */
public record Layout(Path root) {
    public Layout {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("the agent's directory must be absolute, not " + root);
        }
    }

    public Path identity() {
        return root.resolve("identity.json");
    }

    public Path assignment() {
        return root.resolve("assignment.json");
    }

    public Path spool() {
        return root.resolve("spool");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    public Path tools() {
        return root.resolve("tools");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    public Path environment(EnvironmentName name) {
        return root.resolve("environments").resolve(name.value());
    }

    public Path generation(EnvironmentName environment, GenerationName generation) {
        return environment(environment).resolve("generations").resolve(generation.value());
    }

    /** The link to the generation in use; for the agent, never handed out. */
    public Path current(EnvironmentName environment) {
        return environment(environment).resolve("current");
    }

    /** The launchers. */
    public Path bin() {
        return root.resolve("bin");
    }
}
