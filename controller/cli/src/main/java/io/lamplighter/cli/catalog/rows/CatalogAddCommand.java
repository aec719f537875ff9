package io.lamplighter.cli.catalog.rows;

import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.cli.catalog.CatalogDirectory;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.planner.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts rows of a probe into a catalog's files. */
@Command(
        name = "add",
        description = {
            "Puts the rows that `lamp catalog probe --rows` wrote into the files of a catalog, each where it belongs.",
            "Refused, with nothing changed, when the catalog would not be whole. Needs no controller."
        })
public final class CatalogAddCommand implements Runnable {
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "DIRECTORY", description = "the files, as `lamp catalog get` writes them")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "ROWS", description = "the rows, as `lamp catalog probe --rows` writes them")
    private Path file = Path.of("");

    public CatalogAddCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        CatalogAddition addition = new CatalogAddition(rows());
        if (addition.rows().addsNothing()) {
            screen.line("there is no row in " + file + "; " + directory + " stays as it is");
            return;
        }
        Map<String, String> texts = addition.to(CatalogDirectory.read(directory).texts());
        Catalog added = CatalogDirectory.whole(directory, texts);
        CatalogDirectory.write(directory, texts, true);
        screen.line("added " + addition.summary() + "; a whole catalog: " + added.version());
    }

    private CatalogRows rows() {
        try {
            return ManifestReader.data(String.valueOf(file.getFileName()), Files.readString(file), CatalogRows.class);
        } catch (ManifestException e) {
            throw new LampException(
                    ExitStatus.BAD_INPUT,
                    e.problems().stream().map(ManifestProblem::toString).toList(),
                    file + " has no rows as `lamp catalog probe --rows` writes them",
                    "nothing was changed, write them again");
        } catch (IOException e) {
            throw LampException.unreadable(file, e, "name a file with rows");
        }
    }
}
