package io.lamplighter.api.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A manifest as it is stored.
 *
 * @param revision of its content, from 1; a revision never changes
 * @param manifest the document, with its {@code resourceVersion}
 */
public record Stored(long revision, long resourceVersion, Instant changedAt, JsonNode manifest) {}
