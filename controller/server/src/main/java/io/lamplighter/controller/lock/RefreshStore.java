package io.lamplighter.controller.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.Signature;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How refreshes ended: for each plan, platform and machine the last. */
@Singleton
final class RefreshStore {
    /** Of all platforms and machines, the latest first. */
    List<RefreshAttempt> attempts(Session session, PlanId plan) {
        return session.handle()
                .createQuery("""
                        SELECT a.*, m.name AS name FROM refresh_attempt a JOIN machine m ON m.id = a.machine
                        WHERE a.plan = :plan ORDER BY a.ended_at DESC, a.machine""")
                .bind("plan", plan.value())
                .map((row, context) -> attempt(row))
                .list();
    }

    void put(Transaction transaction, PlanId plan, RefreshAttempt attempt) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO refresh_attempt (plan, platform, machine, run, ended_at, outcome, signature)
                        VALUES (:plan, :platform, :machine, :run, :endedAt, :outcome, :signature)
                        ON CONFLICT (plan, platform, machine) DO UPDATE SET run = excluded.run,
                            ended_at = excluded.ended_at, outcome = excluded.outcome, signature = excluded.signature""")
                .bind("plan", plan.value())
                .bind("platform", Wire.write(attempt.platform()))
                .bind("machine", attempt.machine().value())
                .bind("run", attempt.run().value())
                .bind("endedAt", attempt.endedAt().toEpochMilli())
                .bind("outcome", attempt.outcome().name())
                .bind(
                        "signature",
                        attempt.signature() == null ? null : attempt.signature().value())
                .execute();
    }

    private static RefreshAttempt attempt(ResultSet row) throws SQLException {
        String signature = row.getString("signature");
        try {
            return new RefreshAttempt(
                    Wire.mapper().readValue(row.getString("platform"), Platform.class),
                    new MachineId(row.getString("machine")),
                    new MachineName(row.getString("name")),
                    new RunId(row.getString("run")),
                    Instant.ofEpochMilli(row.getLong("ended_at")),
                    RunOutcome.valueOf(row.getString("outcome")),
                    signature == null ? null : new Signature(signature));
        } catch (JsonProcessingException e) {
            throw new SQLException("a platform in the database is unreadable", e);
        }
    }
}
