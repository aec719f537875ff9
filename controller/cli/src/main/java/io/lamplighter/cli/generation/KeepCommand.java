package io.lamplighter.cli.generation;

import io.lamplighter.api.generation.KeepRequest;
import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a machine keep a generation. */
@Command(
        name = "keep",
        description = {
            "Lets a machine keep a generation that would be removed one day, for a paper or for a comparison. While it is",
            "kept neither its age nor a full disk removes it."
        })
public final class KeepCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "name of the machine")
    private @Nullable MachineName machine;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "name of the environment")
    private @Nullable EnvironmentName environment;

    @Parameters(index = "2", paramLabel = "GENERATION", description = "its name or its number: lamp history")
    private @Nullable String generation;

    @ArgGroup(multiplicity = "1")
    private final How how = new How();

    /** Either of the two. */
    private static final class How {
        @Option(
                names = "--until",
                paramLabel = "WHEN",
                description = "the last day, 2027-03-31 (in UTC), or for how long from now, 90d")
        private @Nullable String until;

        @Option(names = "--no-more", description = "it becomes one like others")
        private boolean noMore;
    }

    public KeepCommand(Connection connection, Screen screen, InstantSource clock) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (machine == null || environment == null || generation == null) {
            throw new IllegalStateException("MACHINE, ENVIRONMENT and GENERATION are required");
        }
        if (!generation.matches("([0-9a-f]{12}-)?[1-9][0-9]{0,8}")) {
            throw LampException.badInput(
                    "a generation is named like 5f1c0e9a7b2d-4, or 4 for short",
                    "lamp history " + machine + " " + environment + " lists those there are");
        }
        Controller controller = connection.controller();
        if (how.noMore) {
            controller.keepNoMore(machine, environment, generation);
            screen.line(
                    machine + " keeps generation " + generation + " of " + environment + " for no longer than others");
        } else {
            KeptGeneration kept = controller.keep(
                    machine, environment, generation, new KeepRequest(until(Objects.requireNonNull(how.until))));
            screen.line(machine + " keeps " + kept.generation() + " of " + environment + " until "
                    + Quantity.instant(kept.until()));
        }
    }

    /** To the end of a day. */
    private Instant until(String text) {
        try {
            return Quantity.duration(text)
                    .map(clock.instant()::plus)
                    .orElseGet(() -> LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
        } catch (DateTimeParseException e) {
            throw LampException.badInput(
                    "--until is a day like 2027-03-31, or a time from now like 90d, not " + text,
                    "lamp keep MACHINE ENVIRONMENT GENERATION --until 2027-03-31");
        }
    }
}
