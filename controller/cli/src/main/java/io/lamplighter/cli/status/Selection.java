package io.lamplighter.cli.status;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Controller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which placements are meant. */
final class Selection {
    @Option(names = "--machine", paramLabel = "NAME", description = "only this machine")
    private @Nullable MachineName machine;

    @Option(names = "--environment", paramLabel = "NAME", description = "only this environment")
    private @Nullable EnvironmentName environment;

    List<PlacementView> placements(Controller controller) {
        return controller.placements(machine, environment);
    }

    /** The machines of which it is worth saying that they have no placement. */
    List<MachineView> machines(Controller controller) {
        if (environment != null) {
            return List.of();
        }
        return machine == null ? controller.machines() : List.of(controller.machine(machine));
    }
}
