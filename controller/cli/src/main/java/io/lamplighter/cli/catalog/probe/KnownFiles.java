package io.lamplighter.cli.catalog.probe;

import java.util.List;

/** What the catalog says that sources carry. */
@FunctionalInterface
interface KnownFiles {
    /** The known files of a package at a kind of source; none: the catalog does not know the package there. */
    List<KnownFile> of(String packageName, SourceKind kind);
}
