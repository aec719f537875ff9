package io.lamplighter.cli.refresh;

import io.lamplighter.api.lock.Release;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Screen;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a denial back. */
@Command(name = "allow", description = "Lets plans and solves take a release again that was denied.")
public final class AllowCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "PACKAGE==VERSION", description = "as lamp deny lists it")
    private @Nullable String release;

    public AllowCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        Release allowed =
                DenyCommand.released(Objects.requireNonNull(release, "PACKAGE==VERSION is required"), "allow");
        connection.controller().allow(allowed);
        screen.line(allowed.words() + " is denied no more");
    }
}
