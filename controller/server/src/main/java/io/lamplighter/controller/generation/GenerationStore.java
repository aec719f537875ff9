package io.lamplighter.controller.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What each machine last told of its generations. */
@Singleton
public final class GenerationStore {
    /** A report and when it came. */
    public record Told(Instant at, GenerationsReport report) {}

    public void put(Transaction transaction, MachineId machine, GenerationsReport report, Instant at) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO generations_report (machine, received, report)
                        VALUES (:machine, :received, :report)
                        ON CONFLICT (machine) DO UPDATE
                        SET received = excluded.received, report = excluded.report""")
                .bind("machine", machine.value())
                .bind("received", at.toEpochMilli())
                .bind("report", Wire.write(report))
                .execute();
    }

    /** Empty for a machine that has told nothing yet. */
    public Optional<Told> find(Session session, MachineId machine) {
        return session.handle()
                .createQuery("SELECT received, report FROM generations_report WHERE machine = :machine")
                .bind("machine", machine.value())
                .map((row, context) ->
                        new Told(Instant.ofEpochMilli(row.getLong("received")), read(row.getString("report"))))
                .findOne();
    }

    private static GenerationsReport read(String report) throws SQLException {
        try {
            return Wire.mapper().readValue(report, GenerationsReport.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a report of generations in the database is unreadable", e);
        }
    }
}
