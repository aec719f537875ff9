package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators want solved anew before its time: for each environment the last. */
@Singleton
public final class RefreshOrderStore {
    /**
     * An order.
     *
     * @param ordered the change with which it was given
     * @param hurriedUntil how long windows and gates do not hold; absent where they do
     */
    public record RefreshOrder(
            EnvironmentName environment,
            long ordered,
            Instant at,
            @Nullable Instant hurriedUntil) {}

    List<RefreshOrder> all(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM refresh_order ORDER BY environment")
                .map((row, context) -> order(row))
                .list();
    }

    public Optional<RefreshOrder> find(Session session, EnvironmentName environment) {
        return session.handle()
                .createQuery("SELECT * FROM refresh_order WHERE environment = :environment")
                .bind("environment", environment.value())
                .map((row, context) -> order(row))
                .findOne();
    }

    void put(Transaction transaction, RefreshOrder order) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO refresh_order (environment, ordered, ordered_at, hurried_until)
                        VALUES (:environment, :ordered, :at, :hurriedUntil)
                        ON CONFLICT (environment) DO UPDATE SET ordered = excluded.ordered,
                            ordered_at = excluded.ordered_at, hurried_until = excluded.hurried_until""")
                .bind("environment", order.environment().value())
                .bind("ordered", order.ordered())
                .bind("at", order.at().toEpochMilli())
                .bind(
                        "hurriedUntil",
                        order.hurriedUntil() == null
                                ? null
                                : Long.valueOf(order.hurriedUntil().toEpochMilli()))
                .execute();
    }

    private static RefreshOrder order(ResultSet row) throws SQLException {
        long until = row.getLong("hurried_until");
        Instant hurriedUntil = row.wasNull() ? null : Instant.ofEpochMilli(until);
        return new RefreshOrder(
                new EnvironmentName(row.getString("environment")),
                row.getLong("ordered"),
                Instant.ofEpochMilli(row.getLong("ordered_at")),
                hurriedUntil);
    }
}
