package io.lamplighter.cli.manifest;

import io.lamplighter.api.view.Applied;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.output.Screen;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares manifests with those the controller has. */
@Command(
        name = "diff",
        description = {
            "Shows what applying manifests would change, and changes nothing.",
            "Ends with 0 when nothing would, with 1 when something would."
        })
public final class DiffCommand implements Callable<Integer> {
    private final Connection connection;
    private final Screen screen;

    @Mixin
    private final ManifestOption manifests;

    public DiffCommand(Connection connection, Screen screen, InputStream input) {
        this.connection = connection;
        this.screen = screen;
        this.manifests = new ManifestOption(input);
    }

    @Override
    public Integer call() {
        List<Applied> changes = Application.send(manifests.read(), connection, ChangeOptions.ofDryRun()).stream()
                .filter(change -> change.change() != Applied.Change.UNCHANGED)
                .toList();
        new AppliedReport(screen, true).print(changes);
        return (changes.isEmpty() ? ExitStatus.DONE : ExitStatus.NO).code();
    }
}
