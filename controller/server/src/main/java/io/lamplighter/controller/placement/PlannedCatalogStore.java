package io.lamplighter.controller.placement;

import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;

/** Which catalog the placements were last planned with. */
@Singleton
final class PlannedCatalogStore {
    String version(Session session) {
        return session.handle()
                .createQuery("SELECT version FROM catalog_in_use")
                .mapTo(String.class)
                .one();
    }

    void put(Transaction transaction, String version) {
        transaction
                .handle()
                .createUpdate("UPDATE catalog_in_use SET version = :version")
                .bind("version", version)
                .execute();
    }
}
