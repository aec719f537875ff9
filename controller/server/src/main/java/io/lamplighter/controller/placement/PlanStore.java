package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.controller.placement.Answer.Planned;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans as the bytes that were hashed, and the resolutions that led to them. */
@Singleton
public final class PlanStore {
    /** How a stored rejection begins. */
    private static final String REJECTED = "{\"resolution\":\"rejected\"";

    Optional<Answer> find(Session session, Sha256 key) {
        return session.handle()
                .createQuery("""
                        SELECT r.answer, r.plan, p.candidate, p.cuda, p.steps
                        FROM resolution r LEFT JOIN plan p ON p.id = r.plan WHERE r.key = :key""")
                .bind("key", key.hex())
                .map((row, context) -> answer(row))
                .findOne();
    }

    /** Keeps what the planner said under the digest of what it was asked. */
    Answer put(Transaction transaction, Sha256 key, Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> {
                PlanDocument document = PlanDocument.of(resolved.plan());
                Planned planned = Planned.of(document);
                putPlan(transaction, document, planned);
                putResolution(transaction, key, document.id(), null);
                yield planned;
            }
            case Resolution.Rejected _, Resolution.Undecided _ -> {
                putResolution(transaction, key, null, Wire.write(resolution));
                yield Answer.of(resolution);
            }
        };
    }

    boolean knows(Session session, PlanId plan) {
        return session.handle()
                .createQuery("SELECT COUNT(*) FROM plan WHERE id = :id")
                .bind("id", plan.value())
                .mapTo(Integer.class)
                .one()
                .equals(1);
    }

    /** Whether the proof of a plan must compute on the machine's GPUs. */
    boolean needsCuda(Session session, PlanId plan) {
        return session.handle()
                .createQuery("SELECT cuda FROM plan WHERE id = :id")
                .bind("id", plan.value())
                .mapTo(Integer.class)
                .one()
                .equals(1);
    }

    /**
     * A plan as people read it: what it chose, {@code torch 2.10.0 cu126}, or how its id begins where it chose nothing.
     */
    String words(Session session, PlanId plan) {
        return candidate(session, plan).orElseGet(() -> "plan " + plan.abbreviated());
    }

    /** What a plan chose; empty where nothing had to be chosen. */
    Optional<String> candidate(Session session, PlanId plan) {
        return session.handle()
                .createQuery("SELECT candidate FROM plan WHERE id = :id AND candidate IS NOT NULL")
                .bind("id", plan.value())
                .mapTo(String.class)
                .findOne();
    }

    public PlanDocument document(Session session, PlanId plan) {
        return new PlanDocument(
                plan,
                session.handle()
                        .createQuery("SELECT json FROM plan WHERE id = :id")
                        .bind("id", plan.value())
                        .mapTo(String.class)
                        .one());
    }

    /** All that was answered and is still kept. */
    PastAnswers past(Session session) {
        Map<PlanId, String> candidates = new HashMap<>();
        Map<Sha256, PlanId> planned = new HashMap<>();
        Set<Sha256> rejected = new HashSet<>();
        Set<PlanId> cuda = new HashSet<>(session.handle()
                .createQuery("SELECT id FROM plan WHERE cuda = 1")
                .map((row, context) -> new PlanId(row.getString("id")))
                .list());
        session.handle()
                .createQuery("SELECT id, candidate FROM plan WHERE candidate IS NOT NULL")
                .map((row, context) -> Map.entry(new PlanId(row.getString("id")), row.getString("candidate")))
                .forEach(plan -> candidates.put(plan.getKey(), plan.getValue()));
        session.handle()
                .createQuery("SELECT key, plan FROM resolution WHERE plan IS NOT NULL")
                .map((row, context) -> Map.entry(new Sha256(row.getString("key")), new PlanId(row.getString("plan"))))
                .forEach(answer -> planned.put(answer.getKey(), answer.getValue()));
        session.handle()
                .createQuery("SELECT key FROM resolution WHERE plan IS NULL AND answer LIKE :rejected")
                .bind("rejected", REJECTED + "%")
                .map((row, context) -> new Sha256(row.getString("key")))
                .forEach(rejected::add);
        return new PastAnswers(candidates, cuda, planned, rejected);
    }

    /** Forgets resolutions that no placement rests on; they can be computed again. */
    int forgetUnused(Transaction transaction) {
        return transaction.handle().createUpdate("""
                        DELETE FROM resolution
                        WHERE NOT EXISTS (SELECT 1 FROM placement WHERE placement.resolution = resolution.key)""").execute();
    }

    private static void putPlan(Transaction transaction, PlanDocument document, Planned planned) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO plan (id, json, candidate, cuda, steps)
                        VALUES (:id, :json, :candidate, :cuda, :steps)
                        ON CONFLICT (id) DO NOTHING""")
                .bind("id", document.id().value())
                .bind("json", document.json())
                .bind("candidate", planned.candidate())
                .bind("cuda", planned.cuda() ? 1 : 0)
                .bind("steps", String.join(",", planned.steps()))
                .execute();
    }

    private static void putResolution(
            Transaction transaction, Sha256 key, @Nullable PlanId plan, @Nullable String answer) {
        transaction
                .handle()
                .createUpdate("INSERT INTO resolution (key, plan, answer) VALUES (:key, :plan, :answer)")
                .bind("key", key.hex())
                .bind("plan", plan == null ? null : plan.value())
                .bind("answer", answer)
                .execute();
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String plan = row.getString("plan");
        if (plan != null) {
            return new Planned(
                    new PlanId(plan),
                    row.getString("candidate"),
                    row.getInt("cuda") == 1,
                    Set.of(row.getString("steps").split(",", -1)));
        }
        try {
            return Answer.of(Wire.mapper().readValue(row.getString("answer"), Resolution.class));
        } catch (JsonProcessingException e) {
            throw new SQLException("a resolution in the database is unreadable", e);
        }
    }
}
