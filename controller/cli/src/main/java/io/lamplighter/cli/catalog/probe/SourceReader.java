package io.lamplighter.cli.catalog.probe;

import java.util.List;
import java.util.Optional;

/** Knows one form of source. */
interface SourceReader {
    /**
     * Looks for packages.
     *
     * @return empty when the source has not this form, or nothing of these packages
     */
    Optional<Carried> read(SourceAddress source, List<String> packages);
}
