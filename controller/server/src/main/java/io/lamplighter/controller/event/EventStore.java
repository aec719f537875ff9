package io.lamplighter.controller.event;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.run.Signature;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** Events; each way to ask for them has its index. */
@Singleton
public final class EventStore {
    void insert(Transaction transaction, FleetEvent event) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO event (number, happened_at, reason, machine, environment, was, became, signature,
                                           remedy, detail)
                        VALUES (:number, :at, :reason, :machine, :environment, :was, :became, :signature, :remedy,
                                :detail)""")
                .bind("number", event.number())
                .bind("at", event.at().toEpochMilli())
                .bind("reason", event.reason().name())
                .bind(
                        "machine",
                        event.machine() == null ? null : event.machine().value())
                .bind(
                        "environment",
                        event.environment() == null ? null : event.environment().value())
                .bind("was", event.from())
                .bind("became", event.to())
                .bind(
                        "signature",
                        event.signature() == null ? null : event.signature().value())
                .bind("remedy", event.remedy())
                .bind("detail", event.detail())
                .execute();
    }

    /** The newest first, those before a number. */
    List<FleetEvent> before(Session session, EventFilter filter, long number, int limit) {
        return page(session, filter, "number < :number", number, "DESC", limit);
    }

    /** The oldest first, those after a number. */
    List<FleetEvent> after(Session session, EventFilter filter, long number, int limit) {
        return page(session, filter, "number > :number", number, "", limit);
    }

    /**
     * What happened from a time until before another, in the order in which it happened.
     *
     * @param reasons of which it may be
     */
    public List<FleetEvent> between(Session session, Instant since, Instant until, Collection<EventReason> reasons) {
        return session.handle()
                .createQuery("""
                        SELECT * FROM event WHERE happened_at >= :since AND happened_at < :until
                        AND reason IN (<reasons>) ORDER BY happened_at, number""")
                .bind("since", since.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .bindList("reasons", reasons.stream().map(EventReason::name).toList())
                .map((row, context) -> event(row))
                .list();
    }

    /** Whether a machine is enrolled, or something happened to it that is not forgotten. */
    boolean knows(Session session, String machine) {
        return session.handle()
                        .createQuery("""
                        SELECT (SELECT COUNT(*) FROM machine WHERE name = :machine)
                             + (SELECT COUNT(*) FROM event WHERE machine = :machine)""")
                        .bind("machine", machine)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    List<String> machines(Session session) {
        return session.handle()
                .createQuery("SELECT name FROM machine")
                .mapTo(String.class)
                .list();
    }

    /** Forgets some of those that happened before a time, and says how many. */
    int forget(Transaction transaction, Instant before, int most) {
        return transaction
                .handle()
                .createUpdate("""
                        DELETE FROM event WHERE number IN (
                            SELECT number FROM event WHERE happened_at < :before ORDER BY happened_at LIMIT :most)""")
                .bind("before", before.toEpochMilli())
                .bind("most", most)
                .execute();
    }

    /** A condition that is not there cannot keep the database from using the index of another. */
    private static List<FleetEvent> page(
            Session session, EventFilter filter, String from, long number, String order, int limit) {
        List<String> conditions = new ArrayList<>(List.of(from));
        Map<String, Object> values = new HashMap<>(Map.of("number", number, "limit", limit));
        if (filter.machine() != null) {
            conditions.add("machine = :machine");
            values.put("machine", filter.machine());
        }
        if (filter.environment() != null) {
            conditions.add("environment = :environment");
            values.put("environment", filter.environment());
        }
        if (filter.reason() != null) {
            conditions.add("reason = :reason");
            values.put("reason", filter.reason().name());
        }
        if (filter.since() != null) {
            // the second one is for the index: a number that none of them is below; the sign keeps SQLite from looking
            // for it from the first number on
            conditions.add("happened_at >= :since");
            conditions.add("number >= (SELECT MIN(+number) FROM event WHERE happened_at >= :since)");
            values.put("since", filter.since().toEpochMilli());
        }
        Query query = session.handle()
                .createQuery("SELECT * FROM event WHERE <conditions> ORDER BY number <order> LIMIT :limit")
                .define("conditions", String.join(" AND ", conditions))
                .define("order", order)
                .bindMap(values);
        return query.map((row, context) -> event(row)).list();
    }

    private static FleetEvent event(ResultSet row) throws SQLException {
        String machine = row.getString("machine");
        String environment = row.getString("environment");
        String signature = row.getString("signature");
        return new FleetEvent(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                EventReason.valueOf(row.getString("reason")),
                machine == null ? null : new MachineName(machine),
                environment == null ? null : new EnvironmentName(environment),
                row.getString("was"),
                row.getString("became"),
                signature == null ? null : new Signature(signature),
                row.getString("remedy"),
                row.getString("detail"));
    }
}
