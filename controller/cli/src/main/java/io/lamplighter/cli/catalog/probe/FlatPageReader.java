package io.lamplighter.cli.catalog.probe;

import java.util.List;
import java.util.Optional;

/** One page with files of many packages and builds, as old releases of torch were linked; or a folder of wheels. */
record FlatPageReader(ListingReader listings) implements SourceReader {
    @Override
    public Optional<Carried> read(SourceAddress source, List<String> packages) {
        return listings.page(source.page(), null)
                .map(page -> ListingReader.carried(SourceKind.PYPI, "a flat page", source, List.of(page), packages))
                .filter(carried -> !carried.files().isEmpty())
                .map(Carried::byItsFiles);
    }
}
