package io.lamplighter.controller.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.PlanPrefix;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Locks, and who is appointed to make them. */
@Singleton
final class LockStore {
    /** The sign behind the last hexadecimal digit: ids that begin with a prefix lie before the prefix with it. */
    private static final String BEHIND_DIGITS = "g";

    /** Of all platforms, the one that is handed out last. */
    List<StoredLock> locks(Session session, PlanId plan) {
        return locks(session, PlanPrefix.of(plan));
    }

    /** Of all plans whose id begins so, and of all platforms, the ones that are handed out last. */
    List<StoredLock> locks(Session session, PlanPrefix plan) {
        return session.handle()
                .createQuery("""
                        SELECT * FROM plan_lock WHERE plan >= :from AND plan < :to ORDER BY revision, stored_at, digest""")
                .bind("from", plan.value())
                .bind("to", plan.value() + BEHIND_DIGITS)
                .map((row, context) -> lock(row))
                .list();
    }

    /** Of all of some plans those that machines are given: of each platform the last that holds nothing denied. */
    static List<StoredLock> handedOut(List<StoredLock> all) {
        Map<List<Object>, StoredLock> last = new LinkedHashMap<>();
        all.stream()
                .filter(lock -> !lock.isDenied())
                .forEach(lock -> last.put(List.of(lock.plan(), lock.platform()), lock));
        return List.copyOf(last.values());
    }

    /** Whether the id of any plan begins so. */
    boolean isPlan(Session session, PlanPrefix plan) {
        return session.handle()
                .createQuery("SELECT EXISTS (SELECT 1 FROM plan WHERE id >= :from AND id < :to)")
                .bind("from", plan.value())
                .bind("to", plan.value() + BEHIND_DIGITS)
                .mapTo(Boolean.class)
                .one();
    }

    /** Keeps a lock, which is handed out from now on; those before it stay to be known. */
    void put(Transaction transaction, StoredLock lock, MachineId pathfinder) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO plan_lock (plan, platform, digest, document, pathfinder, pathfinder_name, stored_at,
                                               revision)
                        VALUES (:plan, :platform, :digest, :document, :pathfinder, :name, :storedAt, :revision)
                        ON CONFLICT (plan, platform, digest) DO UPDATE SET revision = excluded.revision""")
                .bind("plan", lock.plan().value())
                .bind("platform", Wire.write(lock.platform()))
                .bind("digest", lock.document().digest().value())
                .bind("document", lock.document().json())
                .bind("pathfinder", pathfinder.value())
                .bind("name", lock.pathfinder().value())
                .bind("storedAt", lock.storedAt().toEpochMilli())
                .bind("revision", lock.revision())
                .execute();
    }

    /** Of all platforms, those that lapsed among them. */
    List<Lease> leases(Session session, PlanId plan) {
        return session.handle()
                .createQuery("""
                        SELECT p.*, m.name AS name FROM pathfinder p JOIN machine m ON m.id = p.machine
                        WHERE p.plan = :plan ORDER BY p.epoch""")
                .bind("plan", plan.value())
                .map((row, context) -> lease(row))
                .list();
    }

    /** The one that a machine holds or held last, while no other was appointed in its place. */
    Optional<Lease> lease(Session session, PlanId plan, MachineId machine) {
        return leases(session, plan).stream()
                .filter(lease -> lease.machine().equals(machine))
                .reduce((earlier, later) -> later);
    }

    /** Appoints a machine under a new epoch, the number of the change. */
    Lease appoint(
            Transaction transaction,
            PlanId plan,
            Platform platform,
            Machine machine,
            SolveLimits limits,
            Instant now,
            Instant until) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO pathfinder (plan, platform, machine, since, until, epoch, limits)
                        VALUES (:plan, :platform, :machine, :since, :until, :epoch, :limits)
                        ON CONFLICT (plan, platform) DO UPDATE SET machine = excluded.machine, since = excluded.since,
                            until = excluded.until, epoch = excluded.epoch, limits = excluded.limits""")
                .bind("plan", plan.value())
                .bind("platform", Wire.write(platform))
                .bind("machine", machine.id().value())
                .bind("since", now.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .bind("epoch", transaction.change())
                .bind("limits", Wire.write(limits))
                .execute();
        return new Lease(platform, machine.id(), machine.name(), now, until, transaction.change(), limits, null);
    }

    /** Lets another be appointed at once; what was proved until now is still taken. */
    int lapse(Transaction transaction, PlanId plan, MachineId machine, Instant now) {
        return transaction
                .handle()
                .createUpdate("""
                        UPDATE pathfinder SET until = :now WHERE plan = :plan AND machine = :machine AND until > :now""")
                .bind("plan", plan.value())
                .bind("machine", machine.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Lets nobody wait for a lock of the machine's platform, for a while. */
    int leaveAlone(Transaction transaction, PlanId plan, MachineId machine, Instant until) {
        return transaction
                .handle()
                .createUpdate("UPDATE pathfinder SET alone_until = :until WHERE plan = :plan AND machine = :machine")
                .bind("until", until.toEpochMilli())
                .bind("plan", plan.value())
                .bind("machine", machine.value())
                .execute();
    }

    static StoredLock lock(ResultSet row) throws SQLException {
        return new StoredLock(
                new PlanId(row.getString("plan")),
                platform(row),
                new LockDocument(new LockDigest(row.getString("digest")), row.getString("document")),
                new MachineName(row.getString("pathfinder_name")),
                Instant.ofEpochMilli(row.getLong("stored_at")),
                row.getLong("revision"),
                DenialStore.read(row.getString("denied")));
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                platform(row),
                new MachineId(row.getString("machine")),
                new MachineName(row.getString("name")),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("until")),
                row.getLong("epoch"),
                limits(row),
                aloneUntil(row));
    }

    private static SolveLimits limits(ResultSet row) throws SQLException {
        String limits = row.getString("limits");
        try {
            return limits == null ? SolveLimits.NONE : Wire.mapper().readValue(limits, SolveLimits.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("the limits of a solve in the database are unreadable", e);
        }
    }

    private static @Nullable Instant aloneUntil(ResultSet row) throws SQLException {
        long until = row.getLong("alone_until");
        return row.wasNull() ? null : Instant.ofEpochMilli(until);
    }

    private static Platform platform(ResultSet row) throws SQLException {
        try {
            return Wire.mapper().readValue(row.getString("platform"), Platform.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a platform in the database is unreadable", e);
        }
    }
}
