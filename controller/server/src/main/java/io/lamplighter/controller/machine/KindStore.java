package io.lamplighter.controller.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jspecify.annotations.Nullable;

/** Machines by kind. The database groups them: what is read grows with the kinds and not with the machines. */
@Singleton
public final class KindStore {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    /** All of them, by the first of their names. */
    public List<Population> all(Session session, Collection<MachineId> alone, RoomScale scale) {
        return session.handle()
                .createQuery("""
                        SELECT m.labels, m.planning_digest, m.accepts, CASE WHEN m.id IN (<alone>) THEN m.id END AS alone,
                               <room> AS room, COUNT(*) AS machines, MIN(m.name) AS first_name, MAX(m.name) AS last_name
                        FROM machine m GROUP BY 1, 2, 3, 4, 5 ORDER BY first_name""")
                .bindList(EmptyHandling.NULL_KEYWORD, "alone", ids(alone))
                .define("room", roundedDown(scale))
                .map((row, context) -> new Population(kind(row), room(row), row.getInt("machines"), examples(row)))
                .list();
    }

    /** The kind of a row with the columns labels, planning_digest, accepts and alone. */
    public static Kind kind(ResultSet row) throws SQLException {
        String alone = row.getString("alone");
        try {
            return new Kind(
                    Wire.mapper().readValue(row.getString("labels"), LABELS),
                    new Sha256(row.getString("planning_digest")),
                    row.getString("accepts"),
                    alone == null ? null : new MachineId(alone));
        } catch (JsonProcessingException e) {
            throw new SQLException("a machine in the database is unreadable", e);
        }
    }

    /** The names of a row with the columns first_name and last_name. */
    public static List<MachineName> examples(ResultSet row) throws SQLException {
        return Stream.of(row.getString("first_name"), row.getString("last_name"))
                .distinct()
                .map(MachineName::new)
                .toList();
    }

    /** SQL that rounds {@code m.room} down: to 0 below the smallest size, absent where it is not known. */
    public static String roundedDown(RoomScale scale) {
        return scale.sizes().isEmpty()
                ? "CAST(NULL AS BIGINT)"
                : scale.sizes().stream()
                        .map(size -> "WHEN m.room >= " + size + " THEN " + size)
                        .collect(Collectors.joining(" ", "CASE ", " WHEN m.room IS NOT NULL THEN 0 END"));
    }

    /** The room of a row whose column of that name was made so; absent where it is not known. */
    public static @Nullable Long room(ResultSet row) throws SQLException {
        long room = row.getLong("room");
        return row.wasNull() ? null : room;
    }

    /** As they stand in the database. */
    public static List<String> ids(Collection<MachineId> machines) {
        return machines.stream().map(MachineId::value).toList();
    }
}
