package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became, or with a dry run would become, of the catalog.
 *
 * @param version the one that decides after it
 * @param revision of the change; absent where nothing changed
 * @param effect what it means for machines
 */
public record CatalogChanged(
        Change change, String version, @Nullable Long revision, WhatIf effect) {
    public enum Change {
        /** Another catalog decides. */
        @JsonProperty("replaced")
        REPLACED,
        /** The shipped one decides again. */
        @JsonProperty("returned")
        RETURNED,
        /** It was in force already. */
        @JsonProperty("unchanged")
        UNCHANGED
    }
}
