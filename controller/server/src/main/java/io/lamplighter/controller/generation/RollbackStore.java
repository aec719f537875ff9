package io.lamplighter.controller.generation;

import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which generations operators want machines to go back to. */
@Singleton
public final class RollbackStore {
    /**
     * A rollback and what it is of.
     *
     * @param plan of the generation
     * @param lock its files; absent where the machine does not tell them
     * @param before the plan that was assigned when the machine went back; absent where there was none
     * @param specRevision of the environment then: with another it ends
     */
    public record Pinned(
            MachineId machine,
            EnvironmentName environment,
            PlanId plan,
            @Nullable LockDigest lock,
            @Nullable PlanId before,
            long specRevision,
            Rollback rollback) {
        /** Whether it goes back to other files of the plan that is assigned anyway. */
        public boolean isWithinThePlan() {
            return plan.equals(before);
        }
    }

    public List<Pinned> all(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM generation_rollback")
                .map((row, context) -> pinned(row))
                .list();
    }

    public Optional<Pinned> find(Session session, MachineId machine, EnvironmentName environment) {
        return session.handle()
                .createQuery(
                        "SELECT * FROM generation_rollback WHERE machine = :machine AND environment = :environment")
                .bind("machine", machine.value())
                .bind("environment", environment.value())
                .map((row, context) -> pinned(row))
                .findOne();
    }

    public void put(Transaction transaction, Pinned pinned) {
        Rollback rollback = pinned.rollback();
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO generation_rollback (machine, environment, generation, plan, lock, plan_before,
                                                         spec_revision, wanted_by, reason, wanted_at)
                        VALUES (:machine, :environment, :generation, :plan, :lock, :before, :spec, :by, :reason, :at)
                        ON CONFLICT (machine, environment) DO UPDATE
                        SET generation = excluded.generation, plan = excluded.plan, lock = excluded.lock,
                            plan_before = excluded.plan_before, spec_revision = excluded.spec_revision, wanted_by = excluded.wanted_by,
                            reason = excluded.reason, wanted_at = excluded.wanted_at""")
                .bind("machine", pinned.machine().value())
                .bind("environment", pinned.environment().value())
                .bind("generation", rollback.generation().value())
                .bind("plan", pinned.plan().value())
                .bind("lock", pinned.lock() == null ? null : pinned.lock().value())
                .bind("before", pinned.before() == null ? null : pinned.before().value())
                .bind("spec", pinned.specRevision())
                .bind("by", rollback.by())
                .bind("reason", rollback.reason())
                .bind("at", rollback.at().toEpochMilli())
                .execute();
    }

    public void delete(Transaction transaction, MachineId machine, EnvironmentName environment) {
        transaction
                .handle()
                .createUpdate("DELETE FROM generation_rollback WHERE machine = :machine AND environment = :environment")
                .bind("machine", machine.value())
                .bind("environment", environment.value())
                .execute();
    }

    private static Pinned pinned(ResultSet row) throws SQLException {
        String lock = row.getString("lock");
        String before = row.getString("plan_before");
        return new Pinned(
                new MachineId(row.getString("machine")),
                new EnvironmentName(row.getString("environment")),
                new PlanId(row.getString("plan")),
                lock == null ? null : new LockDigest(lock),
                before == null ? null : new PlanId(before),
                row.getLong("spec_revision"),
                new Rollback(
                        new GenerationName(row.getString("generation")),
                        row.getString("wanted_by"),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("wanted_at"))));
    }
}
