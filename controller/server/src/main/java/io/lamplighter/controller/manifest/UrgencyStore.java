package io.lamplighter.controller.manifest;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What operators want everywhere at once, by the revision of its spec: the next one is urgent no more. */
@Singleton
public final class UrgencyStore {
    /** Something urgent. */
    public record Urgent(EnvironmentName name, long specRevision) {}

    public List<Urgent> all(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM manifest_urgency")
                .map((row, context) ->
                        new Urgent(new EnvironmentName(row.getString("name")), row.getLong("spec_revision")))
                .list();
    }

    void put(Transaction transaction, Urgent urgent, Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO manifest_urgency (name, spec_revision, wanted_at) VALUES (:name, :revision, :now)
                        ON CONFLICT (name) DO UPDATE
                        SET spec_revision = excluded.spec_revision, wanted_at = excluded.wanted_at""")
                .bind("name", urgent.name().value())
                .bind("revision", urgent.specRevision())
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
