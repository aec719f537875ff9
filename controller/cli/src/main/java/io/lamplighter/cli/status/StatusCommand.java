package io.lamplighter.cli.status;

import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far the machines are. */
@Command(
        name = "status",
        description = {
            "Shows machines, their environments and phases.",
            "With --until-converged it ends with 0 once all shown are Converged,"
                    + " and with 1 as soon as one is Failed or Rejected, or when time is over."
        })
public final class StatusCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;
    private final Pause pause;

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--watch", description = "print a line whenever something happens")
    private boolean watch;

    @Option(names = "--until-converged", description = "wait")
    private boolean untilConverged;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "how long to watch or wait: 90s, 30m, 2h (default: for ever)")
    private @Nullable Duration timeout;

    @Mixin
    private final FormatOption format = new FormatOption();

    public StatusCommand(Connection connection, Screen screen, InstantSource clock, Pause pause) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void run() {
        Controller controller = connection.controller();
        List<PlacementView> placements =
                watch || untilConverged ? follow(controller) : selection.placements(controller);
        switch (format.format()) {
            case TABLE -> table(controller, placements);
            case JSON -> screen.json(placements);
            case YAML -> screen.yaml(placements);
        }
    }

    private List<PlacementView> follow(Controller controller) {
        try {
            return new Follower(controller, selection, clock, pause, screen).follow(watch, untilConverged, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void table(Controller controller, List<PlacementView> placements) {
        List<MachineView> machines = watch ? List.of() : selection.machines(controller);
        if (!watch) {
            screen.table(
                    StatusTable.of(placements, machines),
                    "no machine is enrolled or selected: `lamp token create` makes the token that an agent enrols with");
        }
        if (!placements.isEmpty()) {
            screen.line(StatusTable.summary(placements));
        }
        Unbooted.lines(machines).forEach(screen::line);
    }
}
