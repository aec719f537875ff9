package io.lamplighter.api.index;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as an index lists it.
 *
 * @param name the last part of its address, percent signs decoded, which is what installers go by
 * @param sha256 absent where the page tells none
 * @param requiresPython absent where the page tells none
 * @param metadata where it can be read alone (PEP 658, 714); absent where it cannot
 * @param yanked why it was withdrawn, maybe empty; absent when it was not
 * @param published when it came out (PEP 700); absent where the page does not say it, as none in HTML does
 */
public record ListedFile(
        String name,
        URI address,
        @Nullable String sha256,
        @Nullable String requiresPython,
        @Nullable Sidecar metadata,
        @Nullable String yanked,
        @Nullable Instant published) {
    /** Of a page that does not say when it came out. */
    public ListedFile(
            String name,
            URI address,
            @Nullable String sha256,
            @Nullable String requiresPython,
            @Nullable Sidecar metadata,
            @Nullable String yanked) {
        this(name, address, sha256, requiresPython, metadata, yanked, null);
    }

    static String nameOf(URI address) {
        String path = String.valueOf(address.getPath());
        String named = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return named.substring(named.lastIndexOf('/') + 1);
    }
}
