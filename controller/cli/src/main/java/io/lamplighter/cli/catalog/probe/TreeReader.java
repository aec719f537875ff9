package io.lamplighter.cli.catalog.probe;

import static java.util.stream.Collectors.joining;

import io.lamplighter.api.manifest.BuildName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tree of indexes, one a build: {@code <root>/cu126/torch/}. Its root page says which; where there is none, the names
 * that the catalog knows are asked for.
 *
 * @param known builds of the catalog
 */
record TreeReader(ListingReader listings, List<BuildName> known) implements SourceReader {
    TreeReader {
        known = List.copyOf(known);
    }

    @Override
    public Optional<Carried> read(SourceAddress source, List<String> packages) {
        List<BuildName> listed = listings.page(source.page(), null).stream()
                .flatMap(page -> page.listing().pages().stream())
                .flatMap(name -> Builds.find(name).stream())
                .distinct()
                .sorted(Builds.ORDER)
                .toList();
        List<BuildName> branches = listed.isEmpty() ? asked() : listed;
        List<PackagePage> pages = branches.stream()
                .flatMap(branch -> pages(source, branch, packages).stream())
                .toList();
        if (!ListingReader.anyFile(pages, packages)) {
            return Optional.empty();
        }
        String found = pages.stream()
                .flatMap(page -> Stream.ofNullable(page.branch()))
                .distinct()
                .map(BuildName::text)
                .collect(joining(" "));
        return Optional.of(ListingReader.carried(SourceKind.PYTORCH, "a tree of " + found, source, pages, packages));
    }

    /** Some mirrors keep all files of a build on one page, which installers take as find-links only. */
    private List<PackagePage> pages(SourceAddress source, BuildName branch, List<String> packages) {
        List<PackagePage> pages = packages.stream()
                .flatMap(name -> listings.page(source.under(branch + "/" + name + "/"), branch).stream())
                .toList();
        return pages.isEmpty()
                ? listings.page(source.under(branch + "/"), branch).stream()
                        .filter(page -> ListingReader.anyFile(List.of(page), packages))
                        .toList()
                : pages;
    }

    private List<BuildName> asked() {
        return Stream.concat(Stream.of(new BuildName("cpu")), known.stream())
                .distinct()
                .sorted(Builds.ORDER)
                .toList();
    }
}
