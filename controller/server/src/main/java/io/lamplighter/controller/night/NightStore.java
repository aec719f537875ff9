package io.lamplighter.controller.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.night.NightFacts.Standing;
import io.lamplighter.api.night.NightFacts.Unbooted;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How placements and machines stand that are not as they are wanted; one that is going away by itself is. */
@Singleton
final class NightStore {
    List<Standing> standings(Session session) {
        return session.handle()
                .createQuery("""
                        SELECT m.name, p.environment, p.phase, p.phase_detail,
                               CASE WHEN p.phase = 'FAILED' THEN r.report END AS report
                        FROM placement p JOIN machine m ON m.id = p.machine LEFT JOIN run r ON r.id = p.last_run
                        WHERE p.phase NOT IN ('CONVERGED', 'RETIRING') ORDER BY m.name, p.environment""")
                .map((row, context) -> new Standing(
                        new MachineName(row.getString("name")),
                        new EnvironmentName(row.getString("environment")),
                        Phase.valueOf(row.getString("phase")),
                        row.getString("phase_detail"),
                        failure(row)))
                .list();
    }

    /** Machines that have to be booted, and are not. */
    List<Unbooted> unbooted(Session session) {
        return session.handle()
                .createQuery("SELECT name, boot_why, boot_since FROM machine WHERE boot_why IS NOT NULL ORDER BY name")
                .map((row, context) -> new Unbooted(
                        new MachineName(row.getString("name")),
                        new PendingBoot(row.getString("boot_why"), Instant.ofEpochMilli(row.getLong("boot_since")))))
                .list();
    }

    private static @Nullable Failure failure(ResultSet row) throws SQLException {
        String report = row.getString("report");
        try {
            return report == null
                    ? null
                    : Wire.mapper().readValue(report, RunReport.class).failure();
        } catch (JsonProcessingException e) {
            throw new SQLException("a run in the database is unreadable", e);
        }
    }
}
