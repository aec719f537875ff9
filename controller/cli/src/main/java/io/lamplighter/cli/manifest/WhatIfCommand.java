package io.lamplighter.cli.manifest;

import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.cli.catalog.CatalogDirectory;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.fleet.LimitOption;
import io.lamplighter.cli.fleet.WhatIfReport;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What changed manifests or a changed catalog would mean for every machine. */
@Command(
        name = "what-if",
        description = {
            "Shows for every machine what changed manifests, a changed catalog or both would mean; stores nothing.",
            "Ends with 0 when no machine is worse off, with 1 when one would have no plan any more or lose an"
                    + " environment."
        })
public final class WhatIfCommand implements Callable<Integer> {
    private final Connection connection;
    private final Screen screen;
    private final InputStream input;

    @Option(
            names = "-f",
            paramLabel = "FILE",
            description =
                    "a file, a directory (every *.yaml, *.yml and *.json under it) or - (standard input); repeatable")
    private List<String> paths = List.of();

    @Option(
            names = "--catalog",
            paramLabel = "DIRECTORY",
            description = "the files of a catalog, as `lamp catalog get` writes them")
    private @Nullable Path catalog;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final FormatOption format = new FormatOption();

    public WhatIfCommand(Connection connection, Screen screen, InputStream input) {
        this.connection = connection;
        this.screen = screen;
        this.input = input;
    }

    @Override
    public Integer call() {
        if (paths.isEmpty() && catalog == null) {
            throw LampException.badInput(
                    "there is no change to think through", "name manifests with -f, a catalog with --catalog, or both");
        }
        Map<String, String> files =
                catalog == null ? null : CatalogDirectory.read(catalog).texts();
        WhatIf whatIf = paths.isEmpty()
                ? connection.controller().whatIf(new WhatIfRequest(null, files), limit.limit())
                : Application.sent(
                        ManifestFiles.read(paths, input),
                        bundle -> connection.controller().whatIf(new WhatIfRequest(bundle, files), limit.limit()));
        switch (format.format()) {
            case TABLE -> new WhatIfReport(screen).print(whatIf);
            case JSON -> screen.json(whatIf);
            case YAML -> screen.yaml(whatIf);
        }
        return (WhatIfReport.isWorse(whatIf) ? ExitStatus.NO : ExitStatus.DONE).code();
    }
}
