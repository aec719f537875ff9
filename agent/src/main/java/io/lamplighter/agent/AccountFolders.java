package io.lamplighter.agent;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an account keeps things, by the XDG base directory specification.
 *
 * @param state of programs
 * @param config of programs
 */
record AccountFolders(Path state, Path config) {
    static AccountFolders ofThisAccount() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static AccountFolders of(Map<String, String> environment, Path home) {
        return new AccountFolders(
                folder(environment.get("XDG_STATE_HOME"), home.resolve(".local/state")),
                folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")));
    }

    /** What is not absolute must be ignored, says the specification. */
    private static Path folder(@Nullable String chosen, Path otherwise) {
        return chosen != null && chosen.startsWith("/") ? Path.of(chosen) : otherwise;
    }

    Path agentDirectory() {
        return state.resolve("lamplighter");
    }

    Path agentProperties() {
        return config.resolve("lamplighter/agent.properties");
    }
}
