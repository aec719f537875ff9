package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Listing;
import io.lamplighter.api.manifest.BuildName;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that was read for some packages.
 *
 * @param asked where it was asked for
 * @param address where it stands in the end
 * @param branch the build that its place stands for; absent where it stands for none
 */
record PackagePage(URI asked, URI address, @Nullable BuildName branch, Listing listing) {
    /** The files of a package; a flat page has those of many. */
    List<ListedWheel> wheels(String packageName) {
        return listing.files().stream()
                .flatMap(file -> ListedWheel.find(file, branch).stream())
                .filter(wheel -> wheel.name().name().equals(packageName))
                .toList();
    }

    List<ListedFile> files() {
        return listing.files();
    }
}
