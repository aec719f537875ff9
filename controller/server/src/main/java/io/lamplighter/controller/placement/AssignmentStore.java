package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assignments as the text that agents are given, written once when they change. */
@Singleton
public final class AssignmentStore {
    /**
     * An assignment.
     *
     * @param tag its ETag, with the quotes
     */
    public record StoredAssignment(String tag, String document) {}

    public Optional<StoredAssignment> find(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT tag, document FROM assignment WHERE machine = :machine")
                .bind("machine", machine.value())
                .map((row, context) -> new StoredAssignment(row.getString("tag"), row.getString("document")))
                .findOne();
    }

    /** What a machine is told to have; nothing when it was never told. */
    public Assignment read(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT document FROM assignment WHERE machine = :machine")
                .bind("machine", machine.value())
                .map((row, context) -> read(row.getString("document")))
                .findOne()
                .orElseGet(() -> new Assignment(0, List.of(), List.of(), List.of()));
    }

    private static Assignment read(String document) throws SQLException {
        try {
            return Wire.mapper().readValue(document, Assignment.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("an assignment in the database is unreadable", e);
        }
    }

    /** The tags of all machines. */
    public Map<MachineId, String> tags(Session session) {
        Map<MachineId, String> tags = new HashMap<>();
        session.handle()
                .createQuery("SELECT machine, tag FROM assignment")
                .map((row, context) -> Map.entry(new MachineId(row.getString("machine")), row.getString("tag")))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }

    Optional<Sha256> content(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT content FROM assignment WHERE machine = :machine")
                .bind("machine", machine.value())
                .map((row, context) -> new Sha256(row.getString("content")))
                .findOne();
    }

    void put(
            Transaction transaction,
            MachineId machine,
            Sha256 content,
            StoredAssignment assignment,
            Map<EnvironmentName, Schedule> schedules) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO assignment (machine, revision, content, tag, document, schedules)
                        VALUES (:machine, :revision, :content, :tag, :document, :schedules)
                        ON CONFLICT (machine) DO UPDATE SET revision = excluded.revision, content = excluded.content,
                            tag = excluded.tag, document = excluded.document, schedules = excluded.schedules""")
                .bind("machine", machine.value())
                .bind("revision", transaction.change())
                .bind("content", content.hex())
                .bind("tag", assignment.tag())
                .bind("document", assignment.document())
                .bind("schedules", Wire.write(schedules))
                .execute();
    }
}
