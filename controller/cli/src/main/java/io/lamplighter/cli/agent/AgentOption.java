package io.lamplighter.cli.agent;

import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.process.Program;
import java.nio.file.Path;
import java.util.Optional;
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
            if (!Program.isOne(given)) {
                throw LampException.badInput(given + " is no program", "name the agent's program by --agent");
            }
            return new AgentProgram(new Program(given));
        }
        return found().map(AgentProgram::new)
                .orElseThrow(() -> LampException.badInput(
                        AgentProgram.NAME + " is neither beside lamp nor on PATH", "name it by --agent FILE"));
    }

    private Optional<Program> found() {
        return Optional.ofNullable(folder)
                .map(here -> here.resolve(AgentProgram.NAME))
                .filter(Program::isOne)
                .map(Program::new)
                .or(() -> Program.find(AgentProgram.NAME, searchPath));
    }
}
