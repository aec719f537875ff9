package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import java.time.Instant;

/**
 * A manifest as it is stored.
 *
 * @param manifest without a resource version of its own
 * @param revision of its content, from 1
 * @param specRevision the first revision that had this spec: what people wrote about it (labels, annotations) may have
 *     changed since, what it asks of machines did not
 * @param resourceVersion the change by which it became so
 */
public record StoredManifest(
        Manifest manifest, long revision, long specRevision, long resourceVersion, Instant changedAt) {}
