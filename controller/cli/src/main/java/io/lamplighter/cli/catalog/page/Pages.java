package io.lamplighter.cli.catalog.page;

import io.lamplighter.api.index.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Reads what stands at addresses. */
public interface Pages {
    /**
     * Reads one page.
     *
     * @throws UnreadablePage when there is no answer, or none that can be used
     */
    <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader);

    /**
     * A page's content while it is being read.
     *
     * @param address where it stands in the end
     * @param contentType as the server says it; empty when it says nothing
     */
    record Body(URI address, String contentType, InputStream bytes) {
        /**
         * What it lists.
         *
         * @throws UnreadablePage when it is no index page
         */
        public Listing listing() throws IOException {
            byte[] content = bytes.readAllBytes();
            try {
                return Listing.read(address, contentType, content);
            } catch (IllegalArgumentException e) {
                throw new UnreadablePage(address, "it is no index page: " + e.getMessage());
            }
        }
    }

    /** Makes something of a page's content. */
    @FunctionalInterface
    interface BodyReader<T> {
        /**
         * Reads it once, from its beginning.
         *
         * @throws IOException when the content breaks off or is too long
         */
        T read(Body body) throws IOException;
    }

    /** What came of it. */
    sealed interface Answer<T> {
        /**
         * What was read.
         *
         * @param address where it stands in the end, after redirects
         */
        record Found<T>(URI address, T content) implements Answer<T> {}

        /**
         * There is nothing, or nothing for everybody.
         *
         * @param why {@code HTTP status 404}
         */
        record Absent<T>(String why) implements Answer<T> {}
    }
}
