package io.lamplighter.controller.placement;

import io.lamplighter.controller.catalog.CatalogInForce;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Asks all questions again after a start with another catalog; what is in use stays all the same. */
@Singleton
final class CatalogCheck {
    private final Storage storage;
    private final CatalogInForce catalog;
    private final PlannedCatalogStore planned;
    private final Reconciler reconciler;

    CatalogCheck(Storage storage, CatalogInForce catalog, PlannedCatalogStore planned, Reconciler reconciler) {
        this.storage = storage;
        this.catalog = catalog;
        this.planned = planned;
        this.reconciler = reconciler;
    }

    void start(@Observes StartupEvent event) {
        boolean known = storage.read(session ->
                planned.version(session).equals(catalog.planner(session).catalogVersion()));
        if (!known) {
            storage.write(transaction -> {
                reconciler.catalogChanged(transaction);
                return transaction.change();
            });
        }
    }
}
