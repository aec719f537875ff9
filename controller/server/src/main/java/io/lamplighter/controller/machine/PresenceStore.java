package io.lamplighter.controller.machine;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** When machines were heard of, when they should be, and which are called stale. */
@Singleton
public final class PresenceStore {
    /**
     * A machine that was not heard of for too long.
     *
     * @param stale whether that was called news; else it may be off, or nobody looked yet
     */
    public record Silent(
            MachineId id, MachineName name, @Nullable Availability availability, Instant seen, boolean stale) {}

    /**
     * How many machines that are alike in this were not heard of for too long.
     *
     * @param stale whether that was called news
     */
    public record Silence(@Nullable Availability availability, boolean stale, int machines) {}

    /** Of those that {@link #silent} names, how many there are. */
    public List<Silence> silences(Session session, Instant limit) {
        return session.handle()
                .createQuery("""
                        SELECT availability, stale_since IS NOT NULL AS stale, COUNT(*) AS machines FROM machine
                        WHERE stale_since IS NOT NULL OR COALESCE(last_seen, enrolled_at) < :limit
                        GROUP BY availability, stale_since IS NOT NULL""")
                .bind("limit", limit.toEpochMilli())
                .map((row, context) ->
                        new Silence(MachineStore.availability(row), row.getBoolean("stale"), row.getInt("machines")))
                .list();
    }

    /** The stale ones of which it is known when they should be on; in no order. */
    public List<MachineName> missing(Session session) {
        return session.handle()
                .createQuery("SELECT name FROM machine WHERE stale_since IS NOT NULL AND availability IS NOT NULL")
                .map((row, context) -> new MachineName(row.getString("name")))
                .list();
    }

    /** Those that were last seen before a time, and those that were called stale and did not come back. */
    public List<Silent> silent(Session session, Instant limit) {
        return session.handle()
                .createQuery("""
                        SELECT id, name, availability, COALESCE(stale_since, last_seen, enrolled_at) AS seen, stale_since
                        FROM machine
                        WHERE stale_since IS NOT NULL OR COALESCE(last_seen, enrolled_at) < :limit ORDER BY name""")
                .bind("limit", limit.toEpochMilli())
                .map((row, context) -> silent(row))
                .list();
    }

    /** Those that were last seen before a time and were not called stale. */
    List<Silent> unnoticed(Session session, Instant limit) {
        return session.handle()
                .createQuery("""
                        SELECT id, name, availability, COALESCE(last_seen, enrolled_at) AS seen, stale_since FROM machine
                        WHERE stale_since IS NULL AND COALESCE(last_seen, enrolled_at) < :limit ORDER BY name""")
                .bind("limit", limit.toEpochMilli())
                .map((row, context) -> silent(row))
                .list();
    }

    /** Those that were called stale, with the time at which they were last seen before. */
    List<Silent> stale(Session session) {
        return session.handle()
                .createQuery("""
                        SELECT id, name, availability, stale_since AS seen, stale_since FROM machine
                        WHERE stale_since IS NOT NULL ORDER BY name""")
                .map((row, context) -> silent(row))
                .list();
    }

    /** Writes down when a machine should be on. */
    public void expect(Transaction transaction, MachineId machine, @Nullable Availability availability) {
        transaction
                .handle()
                .createUpdate("UPDATE machine SET availability = :availability WHERE id = :id")
                .bind("id", machine.value())
                .bind("availability", availability == null ? null : Wire.write(availability))
                .execute();
    }

    /** Calls a machine stale; false where somebody did, or it was seen meanwhile. */
    boolean callStale(Transaction transaction, Silent machine) {
        return transaction
                        .handle()
                        .createUpdate("""
                        UPDATE machine SET stale_since = :seen WHERE id = :id AND stale_since IS NULL
                        AND COALESCE(last_seen, enrolled_at) = :seen""")
                        .bind("id", machine.id().value())
                        .bind("seen", machine.seen().toEpochMilli())
                        .execute()
                == 1;
    }

    void callBack(Transaction transaction, MachineId machine) {
        transaction
                .handle()
                .createUpdate("UPDATE machine SET stale_since = NULL WHERE id = :id")
                .bind("id", machine.value())
                .execute();
    }

    public void recordSeen(Transaction transaction, Map<MachineId, Instant> seen) {
        try (PreparedBatch batch =
                transaction.handle().prepareBatch("UPDATE machine SET last_seen = :seen WHERE id = :id")) {
            seen.forEach((machine, at) -> batch.bind("seen", at.toEpochMilli())
                    .bind("id", machine.value())
                    .add());
            batch.execute();
        }
    }

    private static Silent silent(ResultSet row) throws SQLException {
        return new Silent(
                new MachineId(row.getString("id")),
                new MachineName(row.getString("name")),
                MachineStore.availability(row),
                Instant.ofEpochMilli(row.getLong("seen")),
                row.getString("stale_since") != null);
    }
}
