package io.lamplighter.cli.catalog;

import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.InvalidCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a catalog in a directory, under their names. */
public final class CatalogDirectory {
    private static final String ENDING = ".yaml";

    private CatalogDirectory() {}

    /**
     * Reads a whole catalog.
     *
     * @throws LampException with everything that is wrong or missing in it
     */
    public static Catalog read(Path directory) {
        return whole(directory, texts(directory));
    }

    /**
     * The catalog of some files.
     *
     * @param directory where they are, or will be
     * @throws LampException with everything that is wrong or missing in it
     */
    public static Catalog whole(Path directory, Map<String, String> texts) {
        try {
            return Catalog.read(texts);
        } catch (InvalidCatalog e) {
            List<ManifestProblem> problems = e.problems();
            throw new LampException(
                    ExitStatus.BAD_INPUT,
                    problems.stream().map(ManifestProblem::toString).toList(),
                    problems.size() == 1 ? "1 problem in " + directory : problems.size() + " problems in " + directory,
                    "nothing was changed, correct the catalog and try again");
        }
    }

    /**
     * Writes the files of a catalog.
     *
     * @param overwrite files of these names that are there already
     */
    public static void write(Path directory, Map<String, String> texts, boolean overwrite) {
        List<String> there = texts.keySet().stream()
                .filter(file -> Files.exists(directory.resolve(file)))
                .sorted()
                .toList();
        if (!there.isEmpty() && !overwrite) {
            throw LampException.badInput(
                    "there is " + String.join(", ", there) + " in " + directory + " already",
                    "name another directory, or overwrite with --force");
        }
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> file : texts.entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw LampException.badInput(
                    directory + " cannot be written: " + e.getMessage(), "name a directory that can");
        }
    }

    private static Map<String, String> texts(Path directory) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ENDING) && !name.startsWith(".")) {
                    texts.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw LampException.badInput(
                    directory + " cannot be read as a catalog: " + e.getMessage(),
                    "name a directory that `lamp catalog get` wrote");
        }
        return texts;
    }
}
