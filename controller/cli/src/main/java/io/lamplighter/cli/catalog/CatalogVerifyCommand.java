package io.lamplighter.cli.catalog;

import io.lamplighter.cli.output.Screen;
import io.lamplighter.planner.catalog.Catalog;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether a catalog is whole. */
@Command(
        name = "verify",
        description = {
            "Looks for everything that is wrong, missing or contradictory in the files of a catalog.",
            "Needs no controller. Ends with 2 when there is something."
        })
public final class CatalogVerifyCommand implements Runnable {
    private final Screen screen;

    @Parameters(paramLabel = "DIRECTORY", description = "the files, as `lamp catalog get` writes them")
    private Path directory = Path.of("");

    public CatalogVerifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        Catalog catalog = CatalogDirectory.read(directory);
        boolean shipped = catalog.version().equals(Catalog.shipped().version());
        screen.line("a whole catalog: " + catalog.version() + (shipped ? ", the one that lamp brings" : ""));
    }
}
