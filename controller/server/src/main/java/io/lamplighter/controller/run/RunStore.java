package io.lamplighter.controller.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.RunView;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The latest report of each run; those of ended runs are the history of a placement. */
@Singleton
public final class RunStore {
    /**
     * Keeps a report.
     *
     * @return false when this one or a later one of the run is known already
     */
    public boolean record(Transaction transaction, MachineId machine, RunReport report) {
        boolean known = transaction
                .handle()
                .createQuery("SELECT COUNT(*) FROM run WHERE id = :id AND machine <> :machine")
                .bind("id", report.run().value())
                .bind("machine", machine.value())
                .mapTo(Integer.class)
                .one()
                .equals(1);
        if (known) {
            throw new Conflict(
                    "the run " + report.run() + " is another machine's",
                    "give each run a new id; two agents that share a state directory need one each");
        }
        return transaction
                        .handle()
                        .createUpdate("""
                        INSERT INTO run (id, machine, environment, started_at, sequence, report)
                        VALUES (:id, :machine, :environment, :started, :sequence, :report)
                        ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, report = excluded.report
                        WHERE excluded.sequence > run.sequence""")
                        .bind("id", report.run().value())
                        .bind("machine", machine.value())
                        .bind("environment", report.environment().value())
                        .bind("started", report.startedAt().toEpochMilli())
                        .bind("sequence", report.sequence())
                        .bind("report", Wire.write(report))
                        .execute()
                == 1;
    }

    public Optional<RunReport> find(Session session, RunId run) {
        return session.handle()
                .createQuery("SELECT report FROM run WHERE id = :id")
                .bind("id", run.value())
                .map((row, context) -> read(row.getString("report")))
                .findOne();
    }

    /** The last run of the same environment that switched something in, before this one. */
    public Optional<RunReport> lastActivated(Session session, MachineId machine, RunReport before) {
        return session
                .handle()
                .createQuery("""
                        SELECT report FROM run WHERE machine = :machine AND environment = :environment AND id <> :id
                        ORDER BY started_at DESC, id DESC""")
                .bind("machine", machine.value())
                .bind("environment", before.environment().value())
                .bind("id", before.run().value())
                .map((row, context) -> read(row.getString("report")))
                .stream()
                .filter(run -> run.outcome() == RunOutcome.ACTIVATED)
                .findFirst();
    }

    /** The newest first: those of one machine or of all, of one environment or of all, older than a run. */
    List<RunView> page(
            Session session, @Nullable String machine, @Nullable String environment, String before, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT run.report AS report, m.name AS machine_name, l.run IS NOT NULL AS has_log
                        FROM run JOIN machine m ON m.id = run.machine LEFT JOIN run_log l ON l.run = run.id
                        WHERE (:machine = '' OR m.name = :machine)
                        AND (:environment = '' OR run.environment = :environment)
                        AND (:before = '' OR run.id < :before)
                        ORDER BY run.id DESC LIMIT :limit""")
                .bind("machine", machine == null ? "" : machine)
                .bind("environment", environment == null ? "" : environment)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> view(
                        read(row.getString("report")),
                        new MachineName(row.getString("machine_name")),
                        row.getBoolean("has_log")))
                .list();
    }

    private static RunView view(RunReport report, MachineName machine, boolean log) {
        Failure failure = report.failure();
        return new RunView(
                report.run(),
                machine,
                report.environment(),
                report.state(),
                report.startedAt(),
                report.at(),
                report.outcome(),
                failure == null ? null : failure.withoutLog(),
                log);
    }

    /** Forgets all but the newest runs of each placement, and what is somebody's last run stays. */
    public int thin(Transaction transaction, int kept) {
        return transaction.handle().createUpdate("""
                        DELETE FROM run WHERE id IN (
                            SELECT id FROM (
                                SELECT id, ROW_NUMBER() OVER (
                                    PARTITION BY machine, environment ORDER BY started_at DESC, id DESC) AS place
                                FROM run) AS ranked
                            WHERE place > :kept)
                        AND id NOT IN (SELECT last_run FROM placement WHERE last_run IS NOT NULL)""").bind("kept", kept).execute();
    }

    private static RunReport read(String json) throws SQLException {
        try {
            return Wire.mapper().readValue(json, RunReport.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a run in the database is unreadable", e);
        }
    }
}
