package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.KindStore;
import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jspecify.annotations.Nullable;

/** All placements in groups: what is read grows with the kinds of machines and not with their number. */
@Singleton
final class FleetStore {
    private static final TypeReference<Set<PlanId>> PLANS = new TypeReference<>() {};

    /** Those of a machine that is alone in its kind stand apart. */
    List<PlacementsAlike> all(Session session, Collection<MachineId> alone, RoomScale scale) {
        return session.handle()
                .createQuery("""
                        SELECT m.labels, m.planning_digest, m.accepts, CASE WHEN m.id IN (<alone>) THEN m.id END AS alone,
                               p.environment, p.revision, p.spec_revision, p.resolution, p.plan, p.offered, p.in_use,
                               CASE WHEN p.remove_after IS NULL THEN 0 ELSE 1 END AS retiring, <room> AS room,
                               MIN(p.remove_after) AS remove_after, MIN(m.id) AS machine, COUNT(*) AS machines,
                               MIN(m.name) AS first_name, MAX(m.name) AS last_name
                        FROM placement p JOIN machine m ON m.id = p.machine
                        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13""")
                .bindList(EmptyHandling.NULL_KEYWORD, "alone", KindStore.ids(alone))
                .define("room", KindStore.roundedDown(scale))
                .map((row, context) -> new PlacementsAlike(
                        KindStore.kind(row),
                        KindStore.room(row),
                        example(row),
                        row.getInt("machines"),
                        KindStore.examples(row)))
                .list();
    }

    private static Placement example(ResultSet row) throws SQLException {
        try {
            return new Placement(
                    new MachineId(row.getString("machine")),
                    new EnvironmentName(row.getString("environment")),
                    row.getLong("revision"),
                    row.getLong("spec_revision"),
                    digest(row.getString("resolution")),
                    plan(row.getString("plan")),
                    Wire.mapper().readValue(row.getString("offered"), PLANS),
                    plan(row.getString("in_use")),
                    Placement.Files.NONE,
                    null,
                    List.of(),
                    Phase.PENDING,
                    "",
                    row.getInt("retiring") == 0 ? null : Instant.ofEpochMilli(row.getLong("remove_after")));
        } catch (JsonProcessingException e) {
            throw new SQLException("a placement in the database is unreadable", e);
        }
    }

    private static @Nullable Sha256 digest(@Nullable String hex) {
        return hex == null ? null : new Sha256(hex);
    }

    private static @Nullable PlanId plan(@Nullable String id) {
        return id == null ? null : new PlanId(id);
    }
}
