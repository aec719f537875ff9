package io.lamplighter.controller.machine;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.PresenceStore.Silent;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Tells of machines that fall silent although they should be on, and of those that come back. Silence is the passing of
 * time alone, which no request brings; a return is told by the poll that ends it.
 */
@Singleton
public final class Absences {
    private final Storage storage;
    private final PresenceStore presences;
    private final Staleness staleness;
    private final Events events;
    private final Instant started;

    Absences(Storage storage, PresenceStore presences, Staleness staleness, Events events, InstantSource clock) {
        this.storage = storage;
        this.presences = presences;
        this.staleness = staleness;
        this.events = events;
        started = clock.instant();
    }

    /** While this controller was away, nobody could be heard of: only what it could have heard counts. */
    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Instant limit = staleness.limit();
        if (!limit.isAfter(started)) {
            return;
        }
        List<Silent> silent = storage.read(session -> presences.unnoticed(session, limit)).stream()
                .filter(machine -> staleness.isNews(machine.availability()))
                .toList();
        if (!silent.isEmpty()) {
            storage.write(transaction -> {
                silent.stream()
                        .filter(machine -> presences.callStale(transaction, machine))
                        .forEach(machine -> events.happened(
                                transaction,
                                Happening.on(
                                        machine.name(), EventReason.MACHINE_STALE, "last seen " + machine.seen())));
                return silent;
            });
        }
    }

    /** Machines were seen, some of them for the first time since they fell silent. */
    public void seen(Transaction transaction, Map<MachineId, Instant> seen) {
        for (Silent machine : presences.stale(transaction)) {
            Instant back = seen.get(machine.id());
            if (back != null) {
                presences.callBack(transaction, machine.id());
                events.happened(
                        transaction,
                        back,
                        Happening.on(machine.name(), EventReason.MACHINE_RETURNED, "away since " + machine.seen()));
            }
        }
    }
}
