package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalog that decides.
 *
 * @param version SHA-256 of its files
 * @param revision of the last change of which catalog decides; absent where there was none
 * @param by who made that change
 * @param since when it was made
 * @param shippedVersion of the catalog that this release brought
 * @param notice what an operator would not expect: a release that ships another catalog than the one that was replaced,
 *     or that cannot read the stored one
 * @param files their texts by their names
 */
public record CatalogView(
        String version,
        Origin origin,
        @Nullable Long revision,
        @Nullable String by,
        @Nullable Instant since,
        String shippedVersion,
        @Nullable String notice,
        Map<String, String> files) {
    public CatalogView {
        files = Map.copyOf(files);
    }

    /** Where it comes from. */
    public enum Origin {
        @JsonProperty("shipped")
        SHIPPED,
        /** An operator put it in place of the shipped one. */
        @JsonProperty("replaced")
        REPLACED
    }
}
