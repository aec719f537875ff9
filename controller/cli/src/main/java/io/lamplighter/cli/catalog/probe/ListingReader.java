package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.index.Listing;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.page.Wanted;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads index pages. */
record ListingReader(Pages pages) {
    /** Empty where there is none. */
    Optional<PackagePage> page(URI address, @Nullable BuildName branch) {
        return switch (pages.read(address, Wanted.LISTING, Pages.Body::listing)) {
            case Pages.Answer.Found<Listing>(URI at, Listing listing) ->
                Optional.of(new PackagePage(address, at, branch, listing));
            case Pages.Answer.Absent<Listing> _ -> Optional.empty();
        };
    }

    /** A server that answers everything with one page has pages everywhere, and no file on them. */
    static boolean anyFile(List<PackagePage> pages, List<String> packages) {
        return packages.stream()
                .anyMatch(name ->
                        pages.stream().anyMatch(page -> !page.wheels(name).isEmpty()));
    }

    static Carried carried(
            SourceKind kind, String form, SourceAddress source, List<PackagePage> pages, List<String> packages) {
        List<ListedWheel> wheels = packages.stream()
                .flatMap(name -> pages.stream().flatMap(page -> page.wheels(name).stream()))
                .toList();
        List<CarriedFile> files =
                wheels.stream().flatMap(ListedWheel::carried).distinct().toList();
        return new Carried(kind, form, packages, files, wheels, PageRemarks.of(source, pages, packages));
    }
}
