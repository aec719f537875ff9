package io.lamplighter.controller.checkin;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.machine.Absences;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.StorageFailure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/** Writes the times of last polls down, many at once: a poll itself writes nothing. */
@Singleton
final class LastSeen {
    private static final Logger LOG = Logger.getLogger(LastSeen.class);

    private final Seats seats;
    private final PresenceStore presences;
    private final Absences absences;
    private final Storage storage;

    LastSeen(Seats seats, PresenceStore presences, Absences absences, Storage storage) {
        this.seats = seats;
        this.presences = presences;
        this.absences = absences;
        this.storage = storage;
    }

    @Scheduled(
            every = "${lamplighter.checkin.flush-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void flush() {
        Map<MachineId, Instant> seen = seats.takeSeen();
        if (seen.isEmpty()) {
            return;
        }
        try {
            storage.write(transaction -> {
                presences.recordSeen(transaction, seen);
                absences.seen(transaction, seen);
                return seen;
            });
        } catch (StorageFailure e) {
            LOG.warnf("the last polls of %d machines were not written down: %s", seen.size(), e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        flush();
    }
}
