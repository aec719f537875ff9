package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.ManifestName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All manifests at one moment. */
public record ManifestSet(List<StoredManifest> all) {
    public ManifestSet {
        all = List.copyOf(all);
    }

    /** Those of them that still ask for something. */
    public ManifestSet asking(Instant now) {
        return new ManifestSet(
                all.stream().filter(stored -> !stored.manifest().isOver(now)).toList());
    }

    public Stream<Environment> environments() {
        return of(Environment.class);
    }

    public Stream<Toolkit> toolkits() {
        return of(Toolkit.class);
    }

    /** All that machines can have. */
    public Stream<Assignable> assignables() {
        return of(Assignable.class);
    }

    public Stream<Source> sources() {
        return of(Source.class);
    }

    public Stream<Group> groups() {
        return of(Group.class);
    }

    public Stream<MachineManifest> machines() {
        return of(MachineManifest.class);
    }

    public Optional<StoredManifest> find(Manifest.Kind kind, ManifestName name) {
        return all.stream()
                .filter(stored -> stored.manifest().kind() == kind
                        && stored.manifest().metadata().name().equals(name))
                .findFirst();
    }

    private <M extends Manifest> Stream<M> of(Class<M> type) {
        return all.stream()
                .map(StoredManifest::manifest)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
