package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Listing;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A project's page in an index, as PEP 691 writes it or, on a mirror that knows only that, PEP 503.
 *
 * @param address of the page: links may be relative to it
 */
record IndexPage(URI address, String text) {
    static final String ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5";

    /** Where a file lies; nowhere for a page that is no index page. */
    Optional<URI> file(String name) {
        return files().stream()
                .flatMap(List::stream)
                .filter(file -> file.name().equals(name))
                .map(file -> URI.create(file.address().toString().replaceFirst("#.*", "")))
                .findFirst();
    }

    /** What it lists; empty for a page that is no index page. */
    Optional<List<ListedFile>> files() {
        String type = text.stripLeading().startsWith("{") ? "application/json" : "text/html";
        try {
            return Optional.of(Listing.read(address, type, text.getBytes(UTF_8)).files());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
