package io.lamplighter.controller.wake;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** For which window each machine was woken last. */
@Singleton
final class WakeStore {
    /** A machine with a window that asks for packets. */
    record Sleeper(MachineId machine, MachineName name) {}

    /**
     * Those that are told of such a window, but for those that a window was already attended to which is still open.
     */
    List<Sleeper> sleepers(Session session, Instant now) {
        return session.handle()
                .createQuery("""
                        SELECT m.id, m.name FROM assignment a JOIN machine m ON m.id = a.machine
                        LEFT JOIN wake w ON w.machine = a.machine
                        WHERE a.schedules LIKE '%"wake":"lan"%' AND (w.closes IS NULL OR w.closes <= :now)
                        ORDER BY m.name""")
                .bind("now", now.toEpochMilli())
                .map((row, context) ->
                        new Sleeper(new MachineId(row.getString("id")), new MachineName(row.getString("name"))))
                .list();
    }

    Optional<Instant> lastSent(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT sent_at FROM wake WHERE machine = :machine AND sent_at IS NOT NULL")
                .bind("machine", machine.value())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong("sent_at")))
                .findOne();
    }

    /** Takes the waking for a window upon itself; false where somebody did, for this window or a later one. */
    boolean take(Transaction transaction, MachineId machine, Instant opens, Instant closes) {
        return transaction
                        .handle()
                        .createUpdate("""
                        INSERT INTO wake (machine, opens, closes) VALUES (:machine, :opens, :closes)
                        ON CONFLICT (machine) DO UPDATE SET opens = excluded.opens, closes = excluded.closes
                            WHERE wake.opens < excluded.opens""")
                        .bind("machine", machine.value())
                        .bind("opens", opens.toEpochMilli())
                        .bind("closes", closes.toEpochMilli())
                        .execute()
                == 1;
    }

    void sent(Transaction transaction, MachineId machine, Instant at) {
        transaction
                .handle()
                .createUpdate("UPDATE wake SET sent_at = :at WHERE machine = :machine")
                .bind("machine", machine.value())
                .bind("at", at.toEpochMilli())
                .execute();
    }
}
