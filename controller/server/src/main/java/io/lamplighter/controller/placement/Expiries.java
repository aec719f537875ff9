package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.manifest.StoredManifest;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Sees the last day of a manifest end: what only that asked for retires then, as if it had been deleted. */
@Singleton
final class Expiries {
    private static final Logger LOG = Logger.getLogger(Expiries.class);

    private final Storage storage;
    private final ManifestStore manifests;
    private final Reconciler reconciler;
    private final InstantSource clock;

    /** What ended while no controller ran is seen by the first look. */
    private Instant looked = Instant.EPOCH;

    Expiries(Storage storage, ManifestStore manifests, Reconciler reconciler, InstantSource clock) {
        this.storage = storage;
        this.manifests = manifests;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Instant now = clock.instant();
        if (!ended(storage.read(manifests::all), now).isEmpty()) {
            storage.write(transaction -> {
                String names = ended(manifests.all(transaction), now).stream()
                        .map(manifest -> manifest.kind().label() + " "
                                + manifest.metadata().name())
                        .collect(Collectors.joining(", "));
                reconciler.manifestsEnded(transaction);
                transaction.afterCommit(() -> LOG.infof("the last day is over of %s", names));
                return names;
            });
        }
        looked = now;
    }

    private List<Manifest> ended(ManifestSet all, Instant now) {
        return all.all().stream()
                .map(StoredManifest::manifest)
                .filter(manifest -> manifest.isOver(now) && !manifest.isOver(looked))
                .toList();
    }
}
