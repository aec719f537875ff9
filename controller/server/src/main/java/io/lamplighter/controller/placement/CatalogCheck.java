package io.lamplighter.controller.placement;

import io.lamplighter.controller.storage.Storage;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Asks all questions again after a start with another catalog; what is in use stays all the same. */
@Singleton
final class CatalogCheck {
    private static final Logger LOG = Logger.getLogger(CatalogCheck.class);

    private final Storage storage;
    private final CatalogStore catalog;
    private final Resolutions resolutions;
    private final Reconciler reconciler;

    CatalogCheck(Storage storage, CatalogStore catalog, Resolutions resolutions, Reconciler reconciler) {
        this.storage = storage;
        this.catalog = catalog;
        this.resolutions = resolutions;
        this.reconciler = reconciler;
    }

    void start(@Observes StartupEvent event) {
        String version = resolutions.catalogVersion();
        if (storage.read(catalog::version).equals(version)) {
            return;
        }
        storage.write(transaction -> {
            catalog.put(transaction, version);
            transaction.afterCommit(() -> LOG.infof("planned with catalog %s", version));
            return reconciler.everything(transaction);
        });
    }
}
