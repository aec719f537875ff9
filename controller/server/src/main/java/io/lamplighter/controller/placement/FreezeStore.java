package io.lamplighter.controller.placement;

import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Which groups operators froze, and until when: one freeze a group. */
@Singleton
final class FreezeStore {
    List<Freeze> all(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM group_freeze ORDER BY group_name")
                .map((row, context) -> freeze(row))
                .list();
    }

    void put(Transaction transaction, Freeze freeze, String by) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO group_freeze (group_name, frozen_from, frozen_until, reason, wanted_by)
                        VALUES (:group, :from, :until, :reason, :by)
                        ON CONFLICT (group_name) DO UPDATE
                        SET frozen_from = excluded.frozen_from, frozen_until = excluded.frozen_until,
                            reason = excluded.reason, wanted_by = excluded.wanted_by""")
                .bind("group", freeze.group().value())
                .bind("from", freeze.from().toEpochMilli())
                .bind("until", freeze.until().toEpochMilli())
                .bind("reason", freeze.reason())
                .bind("by", by)
                .execute();
    }

    /** False when the group is not frozen. */
    boolean delete(Transaction transaction, GroupName group) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM group_freeze WHERE group_name = :group")
                        .bind("group", group.value())
                        .execute()
                > 0;
    }

    /** Forgets those that are over. */
    void forget(Transaction transaction, Instant now) {
        transaction
                .handle()
                .createUpdate("DELETE FROM group_freeze WHERE frozen_until <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Freeze freeze(ResultSet row) throws SQLException {
        return new Freeze(
                new GroupName(row.getString("group_name")),
                Instant.ofEpochMilli(row.getLong("frozen_from")),
                Instant.ofEpochMilli(row.getLong("frozen_until")),
                row.getString("reason"));
    }
}
