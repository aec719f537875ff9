package io.lamplighter.api.index;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A wheel's metadata beside it, PEP 658.
 *
 * @param sha256 absent where the page tells none
 */
public record Sidecar(URI address, @Nullable String sha256) {
    private static final String ENDING = ".metadata";

    /** The one of a file, whose own address may end in a hash. */
    static Sidecar of(URI file, @Nullable String sha256) {
        String text = file.toString();
        int fragment = text.indexOf('#');
        String bare = fragment < 0 ? text : text.substring(0, fragment);
        int query = bare.indexOf('?');
        return new Sidecar(
                URI.create(query < 0 ? bare + ENDING : bare.substring(0, query) + ENDING + bare.substring(query)),
                sha256);
    }
}
