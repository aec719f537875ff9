package io.lamplighter.cli.freeze;

import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.view.FreezeRequest;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets nothing change on the machines of a group. */
@Command(
        name = "freeze",
        description = {
            "Lets nothing change on the machines of a group for a time, as before an exam: no build, no switch, no removal.",
            "The machines keep to it without the controller too. Without a group: what is frozen."
        })
public final class FreezeCommand implements Runnable {
    private static final String USE = "lamp freeze GROUP --from 2026-12-01T08:00Z --until 2026-12-01T14:00Z";

    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;

    @Parameters(index = "0", arity = "0..1", paramLabel = "GROUP", description = "name of the group")
    private @Nullable GroupName group;

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description = "now where left out; 2026-12-01T08:00+01:00, a day 2026-12-01 (in UTC), or 3h from now")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "WHEN", description = "as --from; a day is frozen to its end")
    private @Nullable String until;

    @Option(names = "--reason", paramLabel = "TEXT", description = "for those who wonder why nothing happens")
    private @Nullable String reason;

    public FreezeCommand(Connection connection, Screen screen, InstantSource clock) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (group == null) {
            list(connection.controller().freezes());
            return;
        }
        if (until == null) {
            throw LampException.badInput("until when is not said", USE);
        }
        FreezeTimes times = new FreezeTimes(clock.instant());
        FreezeRequest request = new FreezeRequest(
                from == null ? null : times.begin("--from", from), times.end("--until", until), reason);
        Freeze freeze = connection.controller().freeze(group, request);
        screen.line(group + " is frozen from " + Quantity.instant(freeze.from()) + " until "
                + Quantity.instant(freeze.until()) + "; lamp unfreeze " + group + " ends it");
    }

    private void list(List<Freeze> freezes) {
        if (freezes.isEmpty()) {
            screen.line("nothing is frozen");
            return;
        }
        Table table = Table.of("GROUP", "FROM", "UNTIL", "REASON");
        freezes.forEach(freeze -> table.row(
                freeze.group(), Quantity.instant(freeze.from()), Quantity.instant(freeze.until()), freeze.reason()));
        screen.table(table);
    }
}
