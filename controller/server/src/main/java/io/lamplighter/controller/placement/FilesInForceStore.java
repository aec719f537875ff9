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

/** Which locks of refreshed plans are to be in use. */
@Singleton
final class FilesInForceStore {
    /** Only of plans that have had several locks on a platform: before that, whatever a machine has is right. */
    List<Line> all(Session session) {
        Map<List<Object>, Line> lines = new LinkedHashMap<>();
        session.handle()
                .createQuery("""
                        SELECT plan, platform, digest, revision FROM plan_lock AS one
                        WHERE EXISTS (SELECT 1 FROM plan_lock AS other WHERE other.plan = one.plan
                                      AND other.platform = one.platform AND other.digest <> one.digest)
                        ORDER BY revision""")
                .map((row, context) -> line(row))
                .forEach(line -> lines.merge(List.of(line.plan(), line.platform()), line, FilesInForceStore::later));
        return List.copyOf(lines.values());
    }

    private static Line later(Line before, Line after) {
        List<LockDigest> known = new ArrayList<>(before.known());
        known.addAll(after.known());
        return new Line(after.plan(), after.platform(), after.lock(), known);
    }

    private static Line line(ResultSet row) throws SQLException {
        LockDigest digest = new LockDigest(row.getString("digest"));
        try {
            return new Line(
                    new PlanId(row.getString("plan")),
                    Wire.mapper().readValue(row.getString("platform"), Platform.class),
                    new AssignedLock(digest, row.getLong("revision")),
                    List.of(digest));
        } catch (JsonProcessingException e) {
            throw new SQLException("a platform in the database is unreadable", e);
        }
    }
}
