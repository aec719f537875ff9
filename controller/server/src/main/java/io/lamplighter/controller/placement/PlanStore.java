package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.controller.placement.Answer.Planned;
import io.lamplighter.controller.placement.Answer.Rejected;
import io.lamplighter.controller.placement.Answer.Undecided;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Plans as the bytes that were hashed, and the resolutions that led to them. */
@Singleton
final class PlanStore {
    Optional<Answer> find(Session session, Sha256 key) {
        return session.handle()
                .createQuery("""
                        SELECT r.answer, r.plan, p.candidate, p.steps
                        FROM resolution r LEFT JOIN plan p ON p.id = r.plan WHERE r.key = :key""")
                .bind("key", key.hex())
                .map((row, context) -> answer(row))
                .findOne();
    }

    /** Keeps what the planner said under the digest of what it was asked. */
    Answer put(Transaction transaction, Sha256 key, Resolution resolution) {
        Answer answer = switch (resolution) {
            case Resolution.Resolved resolved -> putPlan(transaction, PlanDocument.of(resolved.plan()));
            case Resolution.Rejected rejected -> new Rejected(rejected.reasons(), rejected.nearest());
            case Resolution.Undecided undecided -> new Undecided(undecided.missing());
        };
        boolean planned = answer instanceof Planned;
        transaction
                .handle()
                .createUpdate("INSERT INTO resolution (key, plan, answer) VALUES (:key, :plan, :answer)")
                .bind("key", key.hex())
                .bind("plan", answer instanceof Planned plan ? plan.plan().value() : null)
                .bind("answer", planned ? null : Wire.write(resolution))
                .execute();
        return answer;
    }

    PlanDocument document(Session session, PlanId plan) {
        return new PlanDocument(
                plan,
                session.handle()
                        .createQuery("SELECT json FROM plan WHERE id = :id")
                        .bind("id", plan.value())
                        .mapTo(String.class)
                        .one());
    }

    /** Forgets resolutions that no placement rests on; they can be computed again. */
    int forgetUnused(Transaction transaction) {
        return transaction.handle().createUpdate("""
                        DELETE FROM resolution
                        WHERE NOT EXISTS (SELECT 1 FROM placement WHERE placement.resolution = resolution.key)""").execute();
    }

    private static Planned putPlan(Transaction transaction, PlanDocument document) {
        String candidate = document.plan().choice().orElse(null);
        Set<String> steps = stepKinds(document);
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO plan (id, json, candidate, steps) VALUES (:id, :json, :candidate, :steps)
                        ON CONFLICT (id) DO NOTHING""")
                .bind("id", document.id().value())
                .bind("json", document.json())
                .bind("candidate", candidate)
                .bind("steps", String.join(",", steps))
                .execute();
        return new Planned(document.id(), candidate, steps);
    }

    /** As the wire names them, which is how agents say what they accept. */
    private static Set<String> stepKinds(PlanDocument document) {
        try {
            Set<String> kinds = new LinkedHashSet<>();
            for (JsonNode step : Wire.mapper().readTree(document.json()).path("steps")) {
                kinds.add(step.path("step").textValue());
            }
            return kinds;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plan " + document.id() + " is unreadable", e);
        }
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String plan = row.getString("plan");
        if (plan != null) {
            return new Planned(
                    new PlanId(plan),
                    row.getString("candidate"),
                    Set.of(row.getString("steps").split(",", -1)));
        }
        try {
            return switch (Wire.mapper().readValue(row.getString("answer"), Resolution.class)) {
                case Resolution.Resolved _ -> throw new SQLException("a resolution lost its plan");
                case Resolution.Rejected rejected -> new Rejected(rejected.reasons(), rejected.nearest());
                case Resolution.Undecided undecided -> new Undecided(undecided.missing());
            };
        } catch (JsonProcessingException e) {
            throw new SQLException("a resolution in the database is unreadable", e);
        }
    }
}
