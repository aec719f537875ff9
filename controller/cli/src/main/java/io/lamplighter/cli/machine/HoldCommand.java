package io.lamplighter.cli.machine;

import io.lamplighter.api.manifest.HoldEnd;
import io.lamplighter.api.manifest.HoldReason;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.manifest.AppliedReport;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a machine keep what it has. */
@Command(
        name = "hold",
        description = {
            "Lets a machine keep what it has, for a measurement or before a deadline: nothing is built, switched to or",
            "removed there, whatever is applied meanwhile. It ends by itself, or with `lamp release`."
        })
public final class HoldCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "name of the machine")
    private @Nullable MachineName machine;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "WHEN",
            description =
                    "the last day, 2027-03-31 (in UTC), a time, 2027-03-31T08:00:00Z, or for how long from now, 3d")
    private @Nullable String until;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, shown with the machine")
    private @Nullable String reason;

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    public HoldCommand(Connection connection, Screen screen, InstantSource clock) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void run() {
        MachineName held = Objects.requireNonNull(machine);
        MachineManifest.Hold hold = hold(Objects.requireNonNull(until), Objects.requireNonNull(reason));
        MachineEdit edit = MachineEdit.of(connection.controller(), held);
        new AppliedReport(screen, options.dryRun()).print(edit.holding(hold, options));
        if (!options.dryRun()) {
            screen.line(held + " keeps what it has until "
                    + Quantity.instant(hold.until().instant()) + ", or until `lamp release " + held + "`");
        }
    }

    private MachineManifest.Hold hold(String text, String why) {
        try {
            HoldEnd end = new HoldEnd(Quantity.duration(text)
                    .map(clock.instant()::plus)
                    .map(Quantity::instant)
                    .orElse(text));
            requireAhead(end.instant());
            return new MachineManifest.Hold(end, new HoldReason(why));
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(
                    String.valueOf(e.getMessage()), "lamp hold MACHINE --until 3d --reason \"measuring until Friday\"");
        }
    }

    private void requireAhead(Instant end) {
        if (!end.isAfter(clock.instant())) {
            throw new IllegalArgumentException("--until is over: " + Quantity.instant(end));
        }
    }
}
