package io.lamplighter.controller.run;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The logs of runs; they go with their runs. */
@Singleton
final class RunLogStore {
    boolean isOf(Session session, RunId run, MachineId machine) {
        return session.handle()
                .createQuery("SELECT COUNT(*) FROM run WHERE id = :id AND machine = :machine")
                .bind("id", run.value())
                .bind("machine", machine.value())
                .mapTo(Integer.class)
                .one()
                .equals(1);
    }

    void put(Transaction transaction, RunId run, String content, Instant received) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO run_log (run, received, content) VALUES (:run, :received, :content)
                        ON CONFLICT (run) DO UPDATE SET received = excluded.received, content = excluded.content""")
                .bind("run", run.value())
                .bind("received", received.toEpochMilli())
                .bind("content", content)
                .execute();
    }

    Optional<String> find(Session session, RunId run) {
        return session.handle()
                .createQuery("SELECT content FROM run_log WHERE run = :run")
                .bind("run", run.value())
                .mapTo(String.class)
                .findOne();
    }

    /** Forgets all but the logs of the newest runs of each placement that have one. */
    int thin(Transaction transaction, int kept) {
        return transaction.handle().createUpdate("""
                        DELETE FROM run_log WHERE run IN (
                            SELECT run FROM (
                                SELECT run_log.run AS run, ROW_NUMBER() OVER (
                                    PARTITION BY run.machine, run.environment
                                    ORDER BY run.started_at DESC, run.id DESC) AS place
                                FROM run_log JOIN run ON run.id = run_log.run) AS ranked
                            WHERE place > :kept)""").bind("kept", kept).execute();
    }
}
