package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Metadata;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import org.jspecify.annotations.Nullable;

/** Manifests with another resource version, and what they ask apart from what is written about them. */
final class Edition {
    private Edition() {}

    static Manifest of(Manifest manifest, @Nullable Long resourceVersion) {
        Metadata old = manifest.metadata();
        Metadata metadata = new Metadata(old.name(), old.labels(), old.annotations(), resourceVersion);
        return switch (manifest) {
            case Environment m -> new Environment(m.apiVersion(), m.kind(), metadata, m.spec());
            case Toolkit m -> new Toolkit(m.apiVersion(), m.kind(), metadata, m.spec());
            case Source m -> new Source(m.apiVersion(), m.kind(), metadata, m.spec());
            case Group m -> new Group(m.apiVersion(), m.kind(), metadata, m.spec());
            case MachineManifest m -> new MachineManifest(m.apiVersion(), m.kind(), metadata, m.spec());
        };
    }

    /** How far refreshes may go makes no other plan. */
    static boolean sameSpec(Manifest one, Manifest other) {
        return spec(one).equals(spec(other));
    }

    private static Record spec(Manifest manifest) {
        return switch (manifest) {
            case Environment m -> m.spec().planned();
            case Toolkit m -> m.spec();
            case Source m -> m.spec();
            case Group m -> m.spec();
            case MachineManifest m -> m.spec();
        };
    }
}
