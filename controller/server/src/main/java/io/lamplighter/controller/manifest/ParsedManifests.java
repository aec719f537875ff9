package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stored documents, read once each: every change of a machine's facts needs all manifests, and the strict reader takes
 * its time. Documents go through that reader again so that one stored by an older version gets the defaults of fields
 * that it does not have.
 */
@Singleton
final class ParsedManifests {
    private static final int MOST = 10_000;

    private final Map<String, Manifest> byText = new ConcurrentHashMap<>();

    Manifest of(String document) {
        if (byText.size() > MOST) {
            byText.clear();
        }
        return byText.computeIfAbsent(document, ParsedManifests::read);
    }

    private static Manifest read(String document) {
        try {
            return ManifestReader.read("stored", document).getFirst();
        } catch (ManifestException e) {
            throw new IllegalStateException("a stored manifest is unreadable", e);
        }
    }
}
