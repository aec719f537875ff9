package io.lamplighter.cli.refresh;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.view.Outdated;
import io.lamplighter.api.view.Outdated.Behind;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is behind, and why it stays. */
@Command(
        name = "outdated",
        description = {
            "Compares what machines use with what its sources list now: what is behind, and why it stays.",
            "What a source that cannot be asked has is said to be unknown."
        })
public final class OutdatedCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            description = "all that machines use where left out")
    private @Nullable EnvironmentName environment;

    @Option(names = "--group", paramLabel = "GROUP", description = "only machines of this group")
    private @Nullable GroupName group;

    @Option(names = "--all", description = "also packages that no stage names")
    private boolean all;

    @Mixin
    private final FormatOption format = new FormatOption();

    public OutdatedCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        Outdated outdated = connection.controller().outdated(environment, group, all);
        switch (format.format()) {
            case TABLE -> print(outdated);
            case JSON -> screen.json(outdated);
            case YAML -> screen.yaml(outdated);
        }
    }

    private void print(Outdated outdated) {
        if (!outdated.behind().isEmpty()) {
            Table table = Table.of("ENVIRONMENT", "PACKAGE", "LOCKED", "NEWEST", "ALLOWED", "MACHINES", "WHY IT STAYS");
            outdated.behind()
                    .forEach(each -> table.row(
                            each.environment(),
                            each.name(),
                            each.locked(),
                            each.newest(),
                            each.allowed(),
                            each.machines(),
                            why(each)));
            screen.table(table);
        }
        screen.line(outdated.behind().size() + " behind, " + outdated.compared() + " compared with their sources");
        outdated.unread()
                .forEach(each -> screen.line(
                        "not known of " + each.name() + " in " + each.environment() + ": " + each.because()));
    }

    private static String why(Behind each) {
        return switch (each.why()) {
            case YANKED -> "withdrawn";
            case NO_FILE -> "no file for these machines";
            case SPEC -> "the spec: " + each.detail();
            case DENIED, PLAN, UPDATE, FAILED, HELD, UNKNOWN -> each.detail();
            case COOLDOWN -> "cooldown: " + each.detail();
            case WINDOW -> "comes in the window, " + each.detail();
        };
    }
}
