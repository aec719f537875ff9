package io.lamplighter.cli.agent;

import io.lamplighter.cli.exit.LampException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Finds the agent's program: where it is said to be, beside lamp, or on the search path. */
public final class AgentOption {
    private final @Nullable Path folder;
    private final String searchPath;

    @Option(
            names = "--agent",
            paramLabel = "FILE",
            description = "the agent's program (default: the one beside lamp, then the one on PATH)")
    private @Nullable Path given;

    /**
     * An option not yet given.
     *
     * @param folder where lamp's own program stands, if that is known
     * @param searchPath the value of {@code PATH}
     */
    public AgentOption(@Nullable Path folder, String searchPath) {
        this.folder = folder;
        this.searchPath = searchPath;
    }

    public AgentProgram program() {
        if (given != null) {
            if (!Files.isExecutable(given) || Files.isDirectory(given)) {
                throw LampException.badInput(given + " is no program", "name the agent's program by --agent");
            }
            return new AgentProgram(given.toAbsolutePath());
        }
        return found().map(AgentProgram::new)
                .orElseThrow(() -> LampException.badInput(
                        AgentProgram.NAME + " is neither beside lamp nor on PATH", "name it by --agent FILE"));
    }

    private Optional<Path> found() {
        return Stream.concat(
                        Stream.ofNullable(folder),
                        Stream.of(searchPath.split(File.pathSeparator, -1))
                                .filter(entry -> entry.startsWith("/"))
                                .map(Path::of))
                .map(entry -> entry.resolve(AgentProgram.NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
