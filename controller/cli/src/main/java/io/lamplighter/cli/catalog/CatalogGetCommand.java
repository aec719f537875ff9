package io.lamplighter.cli.catalog;

import io.lamplighter.api.view.CatalogView;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which catalog decides, and its files. */
@Command(name = "get", description = "Shows which catalog the controller decides with, and writes its files.")
public final class CatalogGetCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIRECTORY",
            description = "where its files are written (default: nowhere)")
    private @Nullable Path directory;

    @Option(names = "--force", description = "overwrite files that are there")
    private boolean force;

    @Mixin
    private final FormatOption format = new FormatOption();

    public CatalogGetCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        CatalogView catalog = connection.controller().catalog();
        if (directory != null) {
            CatalogDirectory.write(directory, catalog.files(), force);
        }
        switch (format.format()) {
            case TABLE -> print(catalog);
            case JSON -> screen.json(catalog);
            case YAML -> screen.yaml(catalog);
        }
    }

    private void print(CatalogView catalog) {
        Table table =
                Table.ofFields().field("Catalog", catalog.version()).field("Origin", Label.words(catalog.origin()));
        if (catalog.revision() != null) {
            table.field("Revision", catalog.revision()).field("Since", Quantity.instant(catalog.since()));
        }
        if (catalog.by() != null) {
            table.field("By", catalog.by());
        }
        if (!catalog.version().equals(catalog.shippedVersion())) {
            table.field("Shipped", catalog.shippedVersion());
        }
        if (catalog.notice() != null) {
            table.field("Notice", catalog.notice());
        }
        screen.table(table.field(
                directory == null ? "Files" : "Written to " + directory,
                new TreeMap<>(catalog.files()).keySet().stream().toList()));
    }
}
