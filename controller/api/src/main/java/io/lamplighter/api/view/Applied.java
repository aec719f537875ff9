package io.lamplighter.api.view;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.name.ManifestName;
import java.util.List;

/**
 * What became, or with a dry run would become, of one manifest.
 *
 * @param diff unified, empty when nothing changes
 * @param effects what it means for machines, a line each
 */
public record Applied(
        Manifest.Kind kind,
        ManifestName name,
        Change change,
        long revision,
        long resourceVersion,
        String diff,
        List<String> effects) {
    public Applied {
        effects = List.copyOf(effects);
    }

    public enum Change {
        CREATED,
        CONFIGURED,
        UNCHANGED,
        DELETED
    }
}
