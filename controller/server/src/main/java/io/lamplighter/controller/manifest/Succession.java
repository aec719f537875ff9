package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Which revision a manifest becomes that is given for a stored one, or for none. */
@Singleton
final class Succession {
    private final ManifestStore store;
    private final InstantSource clock;

    Succession(ManifestStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The stored one itself where nothing differs.
     *
     * @param change by which it becomes so
     */
    StoredManifest next(Session session, Manifest given, @Nullable StoredManifest stored, long change) {
        Manifest manifest = Edition.of(given, null);
        if (stored != null && stored.manifest().equals(manifest)) {
            return stored;
        }
        long revision =
                store.lastRevision(session, manifest.kind(), manifest.metadata().name()) + 1;
        return new StoredManifest(
                manifest,
                revision,
                stored != null && Edition.sameSpec(stored.manifest(), manifest) ? stored.specRevision() : revision,
                change,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
