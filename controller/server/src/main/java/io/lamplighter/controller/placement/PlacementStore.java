package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Placements, and what is shown with them. */
@Singleton
final class PlacementStore {
    private static final TypeReference<List<Condition>> CONDITIONS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Schedule>> SCHEDULES = new TypeReference<>() {};
    private static final TypeReference<Set<PlanId>> PLANS = new TypeReference<>() {};
    private static final String SHOWN = """
            SELECT placement.*, m.name AS machine_name, COALESCE(m.last_seen, m.enrolled_at) AS seen,
                   m.availability AS availability,
                   p.candidate AS candidate, r.report AS report, b.generation AS back_to, b.wanted_by AS back_by,
                   b.reason AS back_reason, b.wanted_at AS back_at, a.schedules AS schedules
            FROM placement JOIN machine m ON m.id = placement.machine
            LEFT JOIN plan p ON p.id = placement.plan LEFT JOIN run r ON r.id = placement.last_run
            LEFT JOIN generation_rollback b
                ON b.machine = placement.machine AND b.environment = placement.environment
            LEFT JOIN assignment a ON a.machine = placement.machine
            """;

    /**
     * A placement with what is told about it elsewhere.
     *
     * @param seen when the machine was last heard of
     * @param candidate what the assigned plan chose
     * @param rollback what an operator wants in use
     * @param schedule when it may change
     * @param availability when the machine should be on; absent where nobody says so
     */
    record Shown(
            Placement placement,
            MachineName machine,
            Instant seen,
            @Nullable String candidate,
            @Nullable RunReport run,
            @Nullable Rollback rollback,
            Schedule schedule,
            @Nullable Availability availability) {}

    List<Placement> of(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT * FROM placement WHERE machine = :machine ORDER BY environment")
                .bind("machine", machine.value())
                .map((row, context) -> placement(row))
                .list();
    }

    Optional<Placement> find(Session session, MachineId machine, EnvironmentName environment) {
        return session.handle()
                .createQuery("SELECT * FROM placement WHERE machine = :machine AND environment = :environment")
                .bind("machine", machine.value())
                .bind("environment", environment.value())
                .map((row, context) -> placement(row))
                .findOne();
    }

    List<Placement> all(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM placement ORDER BY machine, environment")
                .map((row, context) -> placement(row))
                .list();
    }

    /** Those of one machine or of all, of one environment or of all, after a machine and environment. */
    List<Shown> page(
            Session session,
            @Nullable String machine,
            @Nullable String environment,
            String afterMachine,
            String afterEnvironment,
            int limit) {
        return session.handle()
                .createQuery(SHOWN + """
                        WHERE (:machine = '' OR m.name = :machine)
                        AND (:environment = '' OR placement.environment = :environment)
                        AND (m.name > :afterMachine
                             OR m.name = :afterMachine AND placement.environment > :afterEnvironment)
                        ORDER BY m.name, placement.environment LIMIT :limit""")
                .bind("machine", machine == null ? "" : machine)
                .bind("environment", environment == null ? "" : environment)
                .bind("afterMachine", afterMachine)
                .bind("afterEnvironment", afterEnvironment)
                .bind("limit", limit)
                .map((row, context) -> shown(row))
                .list();
    }

    /**
     * Those that wait for something on machines that are silent: whether these are stale is for their windows to say.
     */
    List<Shown> silentlyPending(Session session, Instant staleLimit) {
        return session.handle()
                .createQuery(SHOWN + """
                        WHERE COALESCE(m.last_seen, m.enrolled_at) < :limit AND placement.phase = 'PENDING'""")
                .bind("limit", staleLimit.toEpochMilli())
                .map((row, context) -> shown(row))
                .list();
    }

    /** All but those. */
    Map<Phase, Integer> countByPhase(Session session, Instant staleLimit) {
        Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
        session.handle()
                .createQuery("""
                        SELECT phase, COUNT(*) AS placements FROM (
                            SELECT CASE WHEN m.stale_since IS NOT NULL THEN 'STALE'
                                        ELSE placement.phase END AS phase
                            FROM placement JOIN machine m ON m.id = placement.machine
                            WHERE placement.phase <> 'PENDING'
                               OR COALESCE(m.last_seen, m.enrolled_at) >= :limit) AS shown
                        GROUP BY phase""")
                .bind("limit", staleLimit.toEpochMilli())
                .map((row, context) -> Map.entry(Phase.valueOf(row.getString("phase")), row.getInt("placements")))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    void put(Transaction transaction, Placement placement) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO placement (machine, environment, revision, spec_revision, resolution, plan, offered,
                                               in_use, lock, lock_in_use, last_run, conditions, phase, phase_detail, remove_after)
                        VALUES (:machine, :environment, :revision, :specRevision, :resolution, :plan, :offered,
                                :inUse, :lock, :lockInUse, :lastRun, :conditions, :phase, :detail, :removeAfter)
                        ON CONFLICT (machine, environment) DO UPDATE
                        SET revision = excluded.revision, spec_revision = excluded.spec_revision,
                            resolution = excluded.resolution, plan = excluded.plan, offered = excluded.offered,
                            in_use = excluded.in_use, lock = excluded.lock,
                            lock_in_use = excluded.lock_in_use, last_run = excluded.last_run, conditions = excluded.conditions,
                            phase = excluded.phase, phase_detail = excluded.phase_detail,
                            remove_after = excluded.remove_after""")
                .bind("machine", placement.machine().value())
                .bind("environment", placement.environment().value())
                .bind("revision", placement.revision())
                .bind("specRevision", placement.specRevision())
                .bind("resolution", text(placement.resolution(), Sha256::hex))
                .bind("plan", text(placement.plan(), PlanId::value))
                .bind(
                        "offered",
                        Wire.write(placement.offered().stream().sorted().toList()))
                .bind("inUse", text(placement.inUse(), PlanId::value))
                .bind("lock", text(placement.files().wanted(), LockDigest::value))
                .bind("lockInUse", text(placement.files().inUse(), LockDigest::value))
                .bind("lastRun", text(placement.lastRun(), RunId::value))
                .bind("conditions", Wire.write(placement.conditions()))
                .bind("phase", placement.phase().name())
                .bind("detail", placement.phaseDetail())
                .bind(
                        "removeAfter",
                        placement.removeAfter() == null
                                ? null
                                : Long.valueOf(placement.removeAfter().toEpochMilli()))
                .execute();
    }

    void delete(Transaction transaction, Placement placement) {
        transaction
                .handle()
                .createUpdate("DELETE FROM placement WHERE machine = :machine AND environment = :environment")
                .bind("machine", placement.machine().value())
                .bind("environment", placement.environment().value())
                .execute();
    }

    private static Shown shown(ResultSet row) throws SQLException {
        String report = row.getString("report");
        try {
            return new Shown(
                    placement(row),
                    new MachineName(row.getString("machine_name")),
                    Instant.ofEpochMilli(row.getLong("seen")),
                    row.getString("candidate"),
                    report == null ? null : Wire.mapper().readValue(report, RunReport.class),
                    rollback(row),
                    schedule(row),
                    MachineStore.availability(row));
        } catch (JsonProcessingException e) {
            throw new SQLException("a run or a schedule in the database is unreadable", e);
        }
    }

    private static Schedule schedule(ResultSet row) throws SQLException, JsonProcessingException {
        String schedules = row.getString("schedules");
        return schedules == null
                ? Schedule.ANY_TIME
                : Wire.mapper()
                        .readValue(schedules, SCHEDULES)
                        .getOrDefault(row.getString("environment"), Schedule.ANY_TIME);
    }

    private static @Nullable Rollback rollback(ResultSet row) throws SQLException {
        String generation = row.getString("back_to");
        return generation == null
                ? null
                : new Rollback(
                        new GenerationName(generation),
                        row.getString("back_by"),
                        row.getString("back_reason"),
                        Instant.ofEpochMilli(row.getLong("back_at")));
    }

    private static Placement placement(ResultSet row) throws SQLException {
        try {
            return new Placement(
                    new MachineId(row.getString("machine")),
                    new EnvironmentName(row.getString("environment")),
                    row.getLong("revision"),
                    row.getLong("spec_revision"),
                    read(row, "resolution", Sha256::new),
                    read(row, "plan", PlanId::new),
                    Wire.mapper().readValue(row.getString("offered"), PLANS),
                    read(row, "in_use", PlanId::new),
                    new Placement.Files(read(row, "lock", LockDigest::new), read(row, "lock_in_use", LockDigest::new)),
                    read(row, "last_run", RunId::new),
                    Wire.mapper().readValue(row.getString("conditions"), CONDITIONS),
                    Phase.valueOf(row.getString("phase")),
                    row.getString("phase_detail"),
                    read(row, "remove_after", millis -> Instant.ofEpochMilli(Long.parseLong(millis))));
        } catch (JsonProcessingException e) {
            throw new SQLException("a placement in the database is unreadable", e);
        }
    }

    private static <T> @Nullable T read(ResultSet row, String column, Function<String, T> reader) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : reader.apply(text);
    }

    private static <T> @Nullable String text(@Nullable T value, Function<T, String> writer) {
        return value == null ? null : writer.apply(value);
    }
}
