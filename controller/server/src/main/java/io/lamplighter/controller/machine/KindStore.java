package io.lamplighter.controller.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.EmptyHandling;

/** Machines by kind. The database groups them: what is read grows with the kinds and not with the machines. */
@Singleton
public final class KindStore {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final Pattern UUID = Pattern.compile("(?:GPU|MIG)-[0-9A-Za-z/-]+");

    /** All of them, by the first of their names. */
    public List<Population> all(Session session, Collection<MachineId> alone) {
        return session.handle()
                .createQuery("""
                        SELECT m.labels, m.planning_digest, m.accepts, CASE WHEN m.id IN (<alone>) THEN m.id END AS alone,
                               COUNT(*) AS machines, MIN(m.name) AS first_name, MAX(m.name) AS last_name
                        FROM machine m GROUP BY 1, 2, 3, 4 ORDER BY first_name""")
                .bindList(EmptyHandling.NULL_KEYWORD, "alone", ids(alone))
                .map((row, context) -> new Population(kind(row), row.getInt("machines"), examples(row)))
                .list();
    }

    /** The planning facts of all machines that there are, by their digests. */
    public Map<Sha256, PlanningFacts> planningFacts(Session session) {
        Map<Sha256, PlanningFacts> facts = new HashMap<>();
        session.handle()
                .createQuery("""
                        SELECT digest, facts FROM planning_facts
                        WHERE EXISTS (SELECT 1 FROM machine WHERE planning_digest = digest)""")
                .map((row, context) -> Map.entry(
                        new Sha256(row.getString("digest")),
                        MachineStore.read(row.getString("facts"), PlanningFacts.class)))
                .forEach(known -> facts.put(known.getKey(), known.getValue()));
        return facts;
    }

    /** The machines that have one of these GPUs, with all that their agents reported. */
    public Map<MachineId, MachineFacts> withGpus(Session session, Collection<String> uuids) {
        if (uuids.isEmpty()) {
            return Map.of();
        }
        Set<String> wanted =
                uuids.stream().map(uuid -> uuid.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Map<MachineId, MachineFacts> owners = new HashMap<>();
        session.handle()
                .createQuery("SELECT id, facts FROM machine")
                .map((row, context) -> owner(row, wanted))
                .forEach(found -> found.ifPresent(owner -> owners.put(owner.getKey(), owner.getValue())));
        return owners;
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

    /** As they stand in the database. */
    public static List<String> ids(Collection<MachineId> machines) {
        return machines.stream().map(MachineId::value).toList();
    }

    private static Optional<Map.Entry<MachineId, MachineFacts>> owner(ResultSet row, Set<String> uuids)
            throws SQLException {
        String facts = row.getString("facts");
        return names(facts, uuids)
                ? Optional.of(
                        Map.entry(new MachineId(row.getString("id")), MachineStore.read(facts, MachineFacts.class)))
                : Optional.empty();
    }

    private static boolean names(String facts, Set<String> uuids) {
        return UUID.matcher(facts)
                .results()
                .anyMatch(uuid -> uuids.contains(uuid.group().toLowerCase(Locale.ROOT)));
    }
}
