package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.manifest.StoredManifest;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sees the last day of a manifest end, and the hold of a machine: what only the manifest asked for retires then, as if
 * it had been deleted, and the machine is one like others.
 */
@Singleton
final class Expiries {
    private static final Logger LOG = Logger.getLogger(Expiries.class);

    private final Storage storage;
    private final ManifestStore manifests;
    private final Reconciler reconciler;
    private final InstantSource clock;

    /** Those whose end was acted on; what ended while no controller ran is seen by the first look. */
    private Set<StoredManifest> seen = Set.of();

    Expiries(Storage storage, ManifestStore manifests, Reconciler reconciler, InstantSource clock) {
        this.storage = storage;
        this.manifests = manifests;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Set<StoredManifest> over = over(storage.read(manifests::all), clock.instant());
        if (!seen.containsAll(over)) {
            storage.write(transaction -> {
                reconciler.manifestsEnded(transaction);
                transaction.afterCommit(() -> LOG.infof("the last day or the hold is over of %s", names(over)));
                return over;
            });
        }
        seen = over;
    }

    private static Set<StoredManifest> over(ManifestSet all, Instant now) {
        return all.all().stream()
                .filter(stored -> stored.manifest().isOver(now) || isReleased(stored.manifest(), now))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isReleased(Manifest manifest, Instant now) {
        return manifest instanceof MachineManifest machine
                && machine.spec().hold() != null
                && machine.holdAt(now).isEmpty();
    }

    private static String names(Set<StoredManifest> over) {
        return over.stream()
                .map(StoredManifest::manifest)
                .map(manifest ->
                        manifest.kind().label() + " " + manifest.metadata().name())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
