package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.ManifestReader;

/**
 * The catalog of this release, of the tables that the build made of its files when it had found no hole in them: a
 * program that starts for one question would spend most of its time on reading the files.
 */
final class Shipped {
    static final Catalog CATALOG = new Catalog(
            CatalogResources.texts(),
            ManifestReader.trusted(CatalogResources.bytes(CompileCatalog.TABLES), CatalogTables.class));

    private Shipped() {}
}
