package io.lamplighter.controller.reboot;

import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Machines that are away to boot. */
@Singleton
final class RebootStore {
    /**
     * One of them.
     *
     * @param until when it is not reckoned with any more
     */
    record Away(MachineId machine, MachineName name, Instant until) {}

    /** Those of a group, whoever is back soonest first. */
    List<Away> of(Session session, GroupName group, Instant now) {
        return session.handle()
                .createQuery("""
                        SELECT l.machine, l.until, m.name AS name FROM reboot_lease l JOIN machine m ON m.id = l.machine
                        WHERE l.group_name = :group AND l.until > :now ORDER BY l.until, m.name""")
                .bind("group", group.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Away(
                        new MachineId(row.getString("machine")),
                        new MachineName(row.getString("name")),
                        Instant.ofEpochMilli(row.getLong("until"))))
                .list();
    }

    /** Lets a machine go under a new epoch, the number of the change. */
    void put(Transaction transaction, MachineId machine, GroupName group, Instant until) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO reboot_lease (machine, group_name, until, epoch)
                        VALUES (:machine, :group, :until, :epoch)
                        ON CONFLICT (machine) DO UPDATE SET group_name = excluded.group_name, until = excluded.until,
                            epoch = excluded.epoch""")
                .bind("machine", machine.value())
                .bind("group", group.value())
                .bind("until", until.toEpochMilli())
                .bind("epoch", transaction.change())
                .execute();
    }

    int delete(Transaction transaction, MachineId machine) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM reboot_lease WHERE machine = :machine")
                .bind("machine", machine.value())
                .execute();
    }
}
