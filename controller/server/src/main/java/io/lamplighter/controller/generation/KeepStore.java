package io.lamplighter.controller.generation;

import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Which generations operators want machines to keep, and until when. */
@Singleton
public final class KeepStore {
    /** A generation that is to be kept, and where. */
    public record Kept(MachineId machine, EnvironmentName environment, KeptGeneration generation) {}

    public List<Kept> all(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM generation_keep ORDER BY machine, environment, generation")
                .map((row, context) -> kept(row))
                .list();
    }

    public List<KeptGeneration> of(Session session, MachineId machine, EnvironmentName environment) {
        return session.handle()
                .createQuery("""
                        SELECT * FROM generation_keep
                        WHERE machine = :machine AND environment = :environment ORDER BY generation""")
                .bind("machine", machine.value())
                .bind("environment", environment.value())
                .map((row, context) -> kept(row).generation())
                .list();
    }

    public void put(Transaction transaction, Kept kept) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO generation_keep (machine, environment, generation, kept_until, wanted_by)
                        VALUES (:machine, :environment, :generation, :until, :by)
                        ON CONFLICT (machine, environment, generation) DO UPDATE
                        SET kept_until = excluded.kept_until, wanted_by = excluded.wanted_by""")
                .bind("machine", kept.machine().value())
                .bind("environment", kept.environment().value())
                .bind("generation", kept.generation().generation().value())
                .bind("until", kept.generation().until().toEpochMilli())
                .bind("by", kept.generation().by())
                .execute();
    }

    /** Ends it; false when it was not to be kept. */
    public boolean delete(
            Transaction transaction, MachineId machine, EnvironmentName environment, GenerationName generation) {
        return transaction
                        .handle()
                        .createUpdate("""
                        DELETE FROM generation_keep
                        WHERE machine = :machine AND environment = :environment AND generation = :generation""")
                        .bind("machine", machine.value())
                        .bind("environment", environment.value())
                        .bind("generation", generation.value())
                        .execute()
                > 0;
    }

    /** Forgets what is over. */
    public void forget(Transaction transaction, Instant now) {
        transaction
                .handle()
                .createUpdate("DELETE FROM generation_keep WHERE kept_until < :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new MachineId(row.getString("machine")),
                new EnvironmentName(row.getString("environment")),
                new KeptGeneration(
                        new GenerationName(row.getString("generation")),
                        Instant.ofEpochMilli(row.getLong("kept_until")),
                        row.getString("wanted_by")));
    }
}
