package io.lamplighter.cli.catalog.probe;

import java.util.List;
import java.util.Optional;

/** One index with a page a package, PEP 503 or 691. Its list of all packages is long and never asked for. */
record IndexReader(ListingReader listings) implements SourceReader {
    @Override
    public Optional<Carried> read(SourceAddress source, List<String> packages) {
        List<PackagePage> pages = packages.stream()
                .flatMap(name -> listings.page(source.under(name + "/"), null).stream())
                .toList();
        return ListingReader.anyFile(pages, packages)
                ? Optional.of(ListingReader.carried(SourceKind.PYPI, "an index", source, pages, packages))
                : Optional.empty();
    }
}
