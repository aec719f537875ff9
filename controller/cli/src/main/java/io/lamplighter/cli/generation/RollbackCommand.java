package io.lamplighter.cli.generation;

import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.generation.RollbackRequest;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a machine go back to an earlier generation. */
@Command(
        name = "rollback",
        description = {
            "Lets a machine go back to a generation of an environment that it still has. The machine verifies it anew and",
            "switches over only if it is whole and works. It stays there until --forward, or until the spec changes."
        })
public final class RollbackCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "name of the machine")
    private @Nullable MachineName machine;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "name of the environment")
    private @Nullable EnvironmentName environment;

    @Option(
            names = "--to",
            paramLabel = "GENERATION",
            description = "name or number of the generation; by default the one that was in use before")
    private @Nullable String to;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for whoever looks at it later")
    private @Nullable String reason;

    @Option(names = "--forward", description = "ends it: the machine gets again what its spec asks for")
    private boolean forward;

    public RollbackCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        if (machine == null || environment == null) {
            throw new IllegalStateException("MACHINE and ENVIRONMENT are required");
        }
        if (forward) {
            goForward(machine, environment);
        } else {
            goBack(machine, environment);
        }
    }

    private void goBack(MachineName on, EnvironmentName of) {
        Rollback rollback = connection.controller().goBack(on, of, new RollbackRequest(to, reason));
        screen.line(on + " goes back to " + rollback.generation() + " of " + of + ", once it has verified it");
        screen.line("it stays there until `lamp rollback " + on + " " + of + " --forward`, or until the spec changes");
    }

    private void goForward(MachineName on, EnvironmentName of) {
        if (to != null || reason != null) {
            throw LampException.badInput(
                    "--forward goes with neither --to nor --reason", "lamp rollback MACHINE ENVIRONMENT --forward");
        }
        connection.controller().goForward(on, of);
        screen.line(on + " gets again what the spec of " + of + " asks for");
    }
}
