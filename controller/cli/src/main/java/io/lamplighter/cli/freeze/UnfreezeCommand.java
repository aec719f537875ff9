package io.lamplighter.cli.freeze;

import io.lamplighter.api.name.GroupName;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a freeze, or takes back one to come. */
@Command(name = "unfreeze", description = "Ends a freeze of a group, or takes back one to come.")
public final class UnfreezeCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "GROUP", description = "name of the group")
    private @Nullable GroupName group;

    public UnfreezeCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        if (group == null) {
            throw new IllegalStateException("GROUP is required");
        }
        connection.controller().unfreeze(group);
        screen.line(group + " is frozen no more");
    }
}
