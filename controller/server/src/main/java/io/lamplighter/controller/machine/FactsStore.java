package io.lamplighter.controller.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What agents reported of their machines, and the part of it that machines alike share. */
@Singleton
public final class FactsStore {
    private static final Pattern UUID = Pattern.compile("(?:GPU|MIG)-[0-9A-Za-z/-]+");

    /** All that the agent of an enrolled machine reported. */
    public MachineFacts of(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT facts FROM machine_facts WHERE machine = :machine")
                .bind("machine", machine.value())
                .map((row, context) -> read(row.getString("facts"), MachineFacts.class))
                .one();
    }

    public PlanningFacts planningFacts(Session session, Sha256 digest) {
        return session.handle()
                .createQuery("SELECT facts FROM planning_facts WHERE digest = :digest")
                .bind("digest", digest.hex())
                .map((row, context) -> read(row.getString("facts"), PlanningFacts.class))
                .one();
    }

    /** The planning facts of all machines that there are, by their digests. */
    public Map<Sha256, PlanningFacts> planningFacts(Session session) {
        Map<Sha256, PlanningFacts> facts = new HashMap<>();
        session.handle()
                .createQuery("""
                        SELECT digest, facts FROM planning_facts
                        WHERE EXISTS (SELECT 1 FROM machine WHERE planning_digest = digest)""")
                .map((row, context) -> Map.entry(
                        new Sha256(row.getString("digest")), read(row.getString("facts"), PlanningFacts.class)))
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
                .createQuery("SELECT machine, facts FROM machine_facts")
                .map((row, context) -> owner(row, wanted))
                .forEach(found -> found.ifPresent(owner -> owners.put(owner.getKey(), owner.getValue())));
        return owners;
    }

    /** Keeps the part that a machine refers to, which comes before it. */
    void keepPlanningFacts(Transaction transaction, ReportedFacts facts) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO planning_facts (digest, facts) VALUES (:digest, :facts)
                        ON CONFLICT (digest) DO NOTHING""")
                .bind("digest", facts.planningDigest().hex())
                .bind("facts", facts.planningText())
                .execute();
    }

    void put(Transaction transaction, MachineId machine, ReportedFacts facts) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO machine_facts (machine, facts) VALUES (:machine, :facts)
                        ON CONFLICT (machine) DO UPDATE SET facts = excluded.facts""")
                .bind("machine", machine.value())
                .bind("facts", facts.text())
                .execute();
    }

    static <T> T read(String json, Class<T> type) throws SQLException {
        try {
            return Wire.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("facts in the database are unreadable", e);
        }
    }

    private static Optional<Map.Entry<MachineId, MachineFacts>> owner(ResultSet row, Set<String> uuids)
            throws SQLException {
        String facts = row.getString("facts");
        return names(facts, uuids)
                ? Optional.of(Map.entry(new MachineId(row.getString("machine")), read(facts, MachineFacts.class)))
                : Optional.empty();
    }

    private static boolean names(String facts, Set<String> uuids) {
        return UUID.matcher(facts)
                .results()
                .anyMatch(uuid -> uuids.contains(uuid.group().toLowerCase(Locale.ROOT)));
    }
}
