package io.lamplighter.cli.overlay;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.process.Program;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An environment that an agent keeps on this machine.
 *
 * @param agent the agent's directory
 */
record KeptEnvironment(EnvironmentName name, Path agent) {
    private static final Path SYSTEM = Path.of("/var/lib/lamplighter");

    /** The one of this account's agent, or else the system's. */
    static KeptEnvironment find(EnvironmentName name, Map<String, String> variables, Path home) {
        String state = variables.getOrDefault("XDG_STATE_HOME", "");
        Path own = state.startsWith("/") ? Path.of(state) : home.resolve(".local/state");
        List<Path> agents = List.of(own.resolve("lamplighter"), SYSTEM);
        return agents.stream()
                .map(agent -> new KeptEnvironment(name, agent))
                .filter(KeptEnvironment::isThere)
                .findFirst()
                .orElseThrow(() -> LampException.badInput(
                        "no agent keeps an environment " + name + " in " + agents.getFirst() + " or " + SYSTEM,
                        "name the agent's directory with --agent-directory"));
    }

    /** The link to the generation in use. */
    Path current() {
        return agent.resolve("environments").resolve(name.value()).resolve("current");
    }

    /** The program that resolves the generation, and holds its lock while something runs in it. */
    Program launcher() {
        return Stream.of(
                        agent.resolve("bin").resolve(name + "-python"),
                        agent.resolve("prefixes").resolve(name.value()).resolve("bin/python"))
                .filter(Program::isOne)
                .findFirst()
                .map(Program::new)
                .orElseThrow(() -> LampException.badInput(
                        agent + " has no launcher for " + name, "let the environment have expose.launcher: true"));
    }

    private boolean isThere() {
        return Files.exists(current(), LinkOption.NOFOLLOW_LINKS);
    }
}
