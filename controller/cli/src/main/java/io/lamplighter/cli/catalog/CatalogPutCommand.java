package io.lamplighter.cli.catalog;

import io.lamplighter.api.view.CatalogChanged;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.fleet.LimitOption;
import io.lamplighter.cli.fleet.WhatIfReport;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces the catalog that decides. */
@Command(
        name = "put",
        description = {
            "Makes the files of a directory the catalog that the controller decides with, and shows what that means.",
            "What is installed stays: a plan in use is kept while its spec is the same."
        })
public final class CatalogPutCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "DIRECTORY", description = "the files, as `lamp catalog get` writes them")
    private @Nullable Path directory;

    @Option(names = "--shipped", description = "instead of a directory: the catalog of the controller's release again")
    private boolean shipped;

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final FormatOption format = new FormatOption();

    public CatalogPutCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        CatalogChanged changed = change();
        switch (format.format()) {
            case TABLE -> {
                screen.line("catalog " + Label.words(changed.change()) + ": " + changed.version()
                        + (changed.revision() == null ? "" : " (revision " + changed.revision() + ")")
                        + (options.dryRun() ? " (dry run)" : ""));
                new WhatIfReport(screen).print(changed.effect());
            }
            case JSON -> screen.json(changed);
            case YAML -> screen.yaml(changed);
        }
    }

    private CatalogChanged change() {
        if (shipped == (directory != null)) {
            throw LampException.badInput(
                    shipped ? "--shipped and a directory are two catalogs" : "there is no catalog to put",
                    "name a directory, or --shipped");
        }
        return directory == null
                ? connection.controller().returnToShippedCatalog(options, limit.limit())
                : connection
                        .controller()
                        .replaceCatalog(CatalogDirectory.read(directory).texts(), options, limit.limit());
    }
}
