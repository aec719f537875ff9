package io.lamplighter.cli.manifest;

import io.lamplighter.api.manifest.Manifest;
import java.util.List;

/**
 * A file that was read and found right.
 *
 * @param name as the operator named it, {@code -} for standard input
 */
record ManifestFile(String name, String text, List<Manifest> manifests) {
    ManifestFile {
        manifests = List.copyOf(manifests);
    }
}
