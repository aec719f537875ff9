package io.lamplighter.cli.resource;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.view.RunView;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the programs of a run said. */
@Command(
        name = "logs",
        description = {
            "Prints the log of a run: lamp logs RUN, or lamp logs MACHINE ENVIRONMENT for the newest.",
            "A log comes when its run has ended; secrets were taken out where it was written."
        })
public final class LogsCommand implements Runnable {
    private static final int MACHINE_AND_ENVIRONMENT = 2;
    private static final String RUNS =
            "lamp get runs MACHINE lists its runs; lamp logs MACHINE ENVIRONMENT has the newest";

    private final Connection connection;
    private final Screen screen;

    @Parameters(arity = "1..2", paramLabel = "NAME", description = "a run, or a machine and an environment")
    private List<String> names = List.of();

    public LogsCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        Controller controller = connection.controller();
        if (names.size() > MACHINE_AND_ENVIRONMENT) {
            throw LampException.badInput(
                    "logs takes a run, or a machine and an environment; found " + String.join(" ", names), RUNS);
        }
        RunId run = names.size() == MACHINE_AND_ENVIRONMENT
                ? newest(
                        controller,
                        GivenName.read(names.getFirst(), MachineName::new),
                        GivenName.read(names.getLast(), EnvironmentName::new))
                : byId(names.getFirst());
        controller.runLog(run).lines().forEach(screen::line);
    }

    private static RunId byId(String name) {
        try {
            return new RunId(name);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput("no run has the id \"" + name + "\": " + e.getMessage(), RUNS);
        }
    }

    private static RunId newest(Controller controller, MachineName machine, EnvironmentName environment) {
        return controller
                .newestRun(machine, environment)
                .map(RunView::run)
                .orElseThrow(() -> new LampException(
                        ExitStatus.NO,
                        machine + " has no run of " + environment,
                        "lamp get runs " + machine + " lists those that it has"));
    }
}
