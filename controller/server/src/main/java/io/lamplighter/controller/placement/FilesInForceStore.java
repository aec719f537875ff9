package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.controller.placement.FilesInForce.Line;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which locks of refreshed plans are to be in use. */
@Singleton
final class FilesInForceStore {
    /** Only of plans that have had several locks on a platform: before that, whatever a machine has is right. */
    List<Line> all(Session session) {
        Map<List<Object>, List<Row>> lines = new LinkedHashMap<>();
        session.handle()
                .createQuery("""
                        SELECT plan, platform, digest, revision, denied FROM plan_lock AS one
                        WHERE EXISTS (SELECT 1 FROM plan_lock AS other WHERE other.plan = one.plan
                                      AND other.platform = one.platform AND other.digest <> one.digest)
                        ORDER BY revision""")
                .map((row, context) -> row(row))
                .forEach(row -> lines.computeIfAbsent(List.of(row.plan(), row.platform()), _ -> new ArrayList<>())
                        .add(row));
        return lines.values().stream().flatMap(rows -> line(rows).stream()).toList();
    }

    private record Row(PlanId plan, Platform platform, AssignedLock lock, boolean denied) {}

    /** The last that holds nothing denied; without one, whoever has something keeps it. */
    private static Optional<Line> line(List<Row> rows) {
        return rows.stream()
                .filter(row -> !row.denied())
                .reduce((earlier, later) -> later)
                .map(last -> new Line(
                        last.plan(),
                        last.platform(),
                        last.lock(),
                        rows.stream().map(row -> row.lock().digest()).toList()));
    }

    private static Row row(ResultSet row) throws SQLException {
        try {
            return new Row(
                    new PlanId(row.getString("plan")),
                    Wire.mapper().readValue(row.getString("platform"), Platform.class),
                    new AssignedLock(new LockDigest(row.getString("digest")), row.getLong("revision")),
                    row.getString("denied") != null);
        } catch (JsonProcessingException e) {
            throw new SQLException("a platform in the database is unreadable", e);
        }
    }
}
