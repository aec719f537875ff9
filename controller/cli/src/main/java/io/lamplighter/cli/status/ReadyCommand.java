package io.lamplighter.cli.status;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.view.Readiness;
import io.lamplighter.api.view.Readiness.NotReady;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a course can begin. */
@Command(
        name = "ready",
        description = {
            "Shows which machines of a group are not ready with an environment, why, and since when.",
            "It ends with 0 where all are, and with 1 where one is not, or the group has no machine."
        })
public final class ReadyCommand implements Callable<Integer> {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "GROUP", description = "name of the group")
    private @Nullable GroupName group;

    @Option(
            names = {"--environment", "-e"},
            required = true,
            paramLabel = "ENVIRONMENT",
            description = "one that the group gives")
    private @Nullable EnvironmentName environment;

    @Mixin
    private final FormatOption format = new FormatOption();

    public ReadyCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Readiness readiness =
                connection.controller().readiness(Objects.requireNonNull(group), Objects.requireNonNull(environment));
        switch (format.format()) {
            case TABLE -> print(readiness);
            case JSON -> screen.json(readiness);
            case YAML -> screen.yaml(readiness);
        }
        boolean all = readiness.machines() > 0 && readiness.notReady().isEmpty();
        return (all ? ExitStatus.DONE : ExitStatus.NO).code();
    }

    private void print(Readiness readiness) {
        if (!readiness.notReady().isEmpty()) {
            Table table = Table.of("MACHINE", "PHASE", "WHY", "SINCE", "WINDOW");
            readiness
                    .notReady()
                    .forEach(machine -> table.row(
                            machine.machine(),
                            Label.capitalised(machine.phase()),
                            machine.why(),
                            since(machine),
                            window(machine.window())));
            screen.table(table);
        }
        screen.line(
                readiness.machines() == 0
                        ? "no machine is in " + readiness.group()
                        : readiness.ready() + " of " + readiness.machines() + " machines of " + readiness.group()
                                + " are ready with " + readiness.environment());
    }

    private static @Nullable String since(NotReady machine) {
        return machine.since() == null ? null : Quantity.instant(machine.since());
    }

    private static @Nullable String window(@Nullable Opening window) {
        return window == null ? null : Quantity.instant(window.opens());
    }
}
