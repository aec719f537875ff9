package io.lamplighter.cli.machine;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.manifest.AppliedReport;
import io.lamplighter.cli.output.Screen;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a hold before its time. */
@Command(name = "release", description = "Ends a hold before its time: the machine gets again what its groups give it.")
public final class ReleaseCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "name of the machine")
    private @Nullable MachineName machine;

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    public ReleaseCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        MachineName held = Objects.requireNonNull(machine);
        MachineEdit edit = MachineEdit.of(connection.controller(), held);
        if (edit.hold() == null) {
            throw LampException.badInput(
                    "machine " + held + " is not held", "lamp get machine-manifests lists those that are");
        }
        new AppliedReport(screen, options.dryRun()).print(edit.holding(null, options));
    }
}
