package io.lamplighter.cli.generation;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import io.lamplighter.cli.status.RolledBack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which generations of an environment a machine has. */
@Command(
        name = "history",
        description = {
            "Shows the generations of an environment on a machine, the newest first: what each is, when it was in use,",
            "why it came, who uses it now."
        })
public final class HistoryCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "name of the machine")
    private @Nullable MachineName machine;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "name of the environment")
    private @Nullable EnvironmentName environment;

    @Mixin
    private final FormatOption format = new FormatOption();

    public HistoryCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        if (machine == null || environment == null) {
            throw new IllegalStateException("MACHINE and ENVIRONMENT are required");
        }
        GenerationsView view = connection.controller().generations(machine, environment);
        switch (format.format()) {
            case TABLE -> print(view);
            case JSON -> screen.json(view);
            case YAML -> screen.yaml(view);
        }
    }

    private void print(GenerationsView view) {
        Table table =
                Table.of("GENERATION", "BUILD", "IN USE FROM", "UNTIL", "BECAUSE OF", "SIZE", "KEPT UNTIL", "USED BY");
        for (Generation each : view.generations()) {
            table.row(
                    new Cell(each.name().value(), each.current() ? Tone.GOOD : Tone.PLAIN),
                    each.candidate(),
                    Quantity.instant(each.activeFrom()),
                    each.current() ? new Cell("now", Tone.GOOD) : Cell.of(Quantity.instant(each.activeUntil())),
                    because(each.cause()),
                    Quantity.bytes(each.bytes()),
                    keptUntil(each, view.kept()),
                    users(each));
        }
        screen.table(table, "no generation of " + view.environment() + " is left on " + view.machine());
        view.generations().stream()
                .filter(each -> each.drift() != null)
                .forEach(each -> screen.line(new Cell(each.name() + " was altered: " + each.drift(), Tone.BAD)));
        if (view.rollback() != null) {
            screen.line(RolledBack.words(view.rollback()) + "; `lamp rollback " + view.machine() + " "
                    + view.environment() + " --forward` ends it");
        }
        screen.line("as " + view.machine() + " told at " + Quantity.instant(view.reportedAt())
                + (view.unknownProcesses() == 0
                        ? ""
                        : "; " + view.unknownProcesses() + " of its processes could not be looked at"));
    }

    private static @Nullable String because(@Nullable Cause cause) {
        return cause == null ? null : cause.label();
    }

    private static @Nullable String keptUntil(Generation generation, List<KeptGeneration> kept) {
        return kept.stream()
                .filter(each -> each.generation().equals(generation.name()))
                .findFirst()
                .map(each -> Quantity.instant(each.until()))
                .orElse(null);
    }

    private static @Nullable String users(Generation generation) {
        int more = generation.users() - generation.usedBy().size();
        String named = String.join(", ", generation.usedBy());
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
