package io.lamplighter.api.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that nobody made yet: manifests, a catalog, or both.
 *
 * @param manifests any number of documents, YAML or JSON, as they would be applied
 * @param catalog texts of its files by their names
 */
public record WhatIfRequest(
        @Nullable String manifests, @Nullable Map<String, String> catalog) {
    public WhatIfRequest {
        catalog = catalog == null ? null : Map.copyOf(catalog);
    }
}
