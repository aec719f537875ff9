package io.lamplighter.cli.manifest;

import io.lamplighter.api.view.Applied;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import java.io.InputStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes manifests so. */
@Command(
        name = "apply",
        description = {
            "Makes manifests so: all of them, or none.",
            "They are checked here first, so that every problem names its file, line and field."
        })
public final class ApplyCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Mixin
    private final ManifestOption manifests;

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    @Option(
            names = "--now",
            description =
                    "at once: windows, blackout days and gates are ignored, but for diskFree; a freeze still holds")
    private boolean now;

    @Mixin
    private final FormatOption format = new FormatOption();

    public ApplyCommand(Connection connection, Screen screen, InputStream input) {
        this.connection = connection;
        this.screen = screen;
        this.manifests = new ManifestOption(input);
    }

    @Override
    public void run() {
        List<Applied> changes = Application.send(manifests.read(), connection, now ? options.atOnce() : options);
        switch (format.format()) {
            case TABLE -> new AppliedReport(screen, options.dryRun()).print(changes);
            case JSON -> screen.json(changes);
            case YAML -> screen.yaml(changes);
        }
    }
}
