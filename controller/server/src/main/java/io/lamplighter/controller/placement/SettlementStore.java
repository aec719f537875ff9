package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;

/** What was last said of environments with {@code versions: same}: when that changes, all their machines hear of it. */
@Singleton
final class SettlementStore {
    /** Empty before the first time. */
    String said(Session session, EnvironmentName environment) {
        return session.handle()
                .createQuery("SELECT said FROM settlement WHERE environment = :environment")
                .bind("environment", environment.value())
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    void put(Transaction transaction, EnvironmentName environment, String said) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO settlement (environment, said) VALUES (:environment, :said)
                        ON CONFLICT (environment) DO UPDATE SET said = excluded.said""")
                .bind("environment", environment.value())
                .bind("said", said)
                .execute();
    }

    /** Forgets those of environments that no machine has. */
    int forgetUnused(Transaction transaction) {
        return transaction.handle().createUpdate("""
                        DELETE FROM settlement
                        WHERE NOT EXISTS (
                            SELECT 1 FROM placement WHERE placement.environment = settlement.environment)""").execute();
    }
}
