package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A step of the build: refuses files of the catalog that have a hole, and writes the tables that they make. */
public final class CompileCatalog {
    static final String TABLES = "tables.json";

    private CompileCatalog() {}

    /** Takes the folder of classes into which the files were copied. */
    public static void main(String[] arguments) throws IOException {
        CatalogTables tables = Catalog.read(CatalogResources.texts()).tables();
        Path folder =
                Path.of(arguments[0], CompileCatalog.class.getPackageName().split("\\."));
        Files.write(folder.resolve(TABLES), ManifestReader.json(tables));
    }
}
