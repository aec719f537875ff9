package io.lamplighter.cli.machine;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a machine miss no GPU any more that is gone. */
@Command(
        name = "accept-inventory",
        description = {
            "Says that the GPUs which a machine has now are all that it should have, after a card was taken out or moved.",
            "Until then its agent tells of each that was there before and is gone: gpu.count fails."
        })
public final class AcceptInventoryCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "name of the machine")
    private @Nullable MachineName machine;

    public AcceptInventoryCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        if (machine == null) {
            throw new IllegalStateException("MACHINE is required");
        }
        connection.controller().acceptInventory(machine);
        screen.line(
                "the agent of " + machine + " takes the GPUs that it sees with its next poll for all there should be;"
                        + " lamp describe machine " + machine + " shows what it finds");
    }
}
