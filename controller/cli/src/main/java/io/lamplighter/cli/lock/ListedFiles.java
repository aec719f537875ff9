package io.lamplighter.cli.lock;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Listing;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.page.Wanted;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Where the files of a lock lie, as their indexes list them now. */
final class ListedFiles {
    private final Pages pages;
    private final ExportSources sources;
    private final Consumer<String> remarks;
    private final Map<String, Listing> read = new HashMap<>();

    /** @param remarks gets a sentence for each file of which something is to be known */
    ListedFiles(Pages pages, ExportSources sources, Consumer<String> remarks) {
        this.pages = pages;
        this.sources = sources;
        this.remarks = remarks;
    }

    /**
     * The address of a file, without anything behind its name.
     *
     * @throws LampException when its index does not have it, or has something else by its name
     */
    String address(LockedPackage of, LockedFile file) {
        String page = sources.listing(of);
        ListedFile listed = read.computeIfAbsent(page, this::read).files().stream()
                .filter(each -> each.name().equals(file.name()))
                .findFirst()
                .orElseThrow(() -> new LampException(
                        ExitStatus.SOURCE,
                        file.name() + " is not listed at " + page + " (any more)",
                        "--format requirements needs no address of it"));
        if (listed.sha256() != null
                && !listed.sha256().equalsIgnoreCase(file.sha256().hex())) {
            throw new LampException(
                    ExitStatus.SOURCE,
                    file.name() + " has SHA-256 " + listed.sha256() + " at " + page + ", and " + file.sha256()
                            + " in the lock",
                    "find out who replaced it before you trust that source");
        }
        if (listed.yanked() != null) {
            remarks.accept(file.name() + " is withdrawn by its authors"
                    + (listed.yanked().isEmpty() ? "" : ": " + listed.yanked()));
        }
        return listed.address().toString().replaceFirst("#.*", "");
    }

    private Listing read(String page) {
        return switch (pages.read(URI.create(page), Wanted.LISTING, Pages.Body::listing)) {
            case Pages.Answer.Found<Listing>(URI _, Listing listing) -> listing;
            case Pages.Answer.Absent<Listing>(String why) ->
                throw new LampException(
                        ExitStatus.SOURCE, "there is no page " + page + ": " + why, "check the source's address");
        };
    }
}
