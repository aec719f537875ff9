package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** When operators accepted the GPUs of machines: the last time of each. */
@Singleton
final class InventoryStore {
    Optional<Instant> acceptedAt(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT accepted_at FROM accepted_inventory WHERE machine = :machine")
                .bind("machine", machine.value())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong("accepted_at")))
                .findOne();
    }

    void accept(Transaction transaction, MachineId machine, Instant at, String by) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO accepted_inventory (machine, accepted_at, accepted_by) VALUES (:machine, :at, :by)
                        ON CONFLICT (machine) DO UPDATE
                        SET accepted_at = excluded.accepted_at, accepted_by = excluded.accepted_by""")
                .bind("machine", machine.value())
                .bind("at", at.toEpochMilli())
                .bind("by", by)
                .execute();
    }
}
