package io.lamplighter.controller.event;

import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.event.Happening;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Writes events down inside the transactions that make them true: an event without its effect cannot be. */
@Singleton
public final class Events {
    private final EventStore store;
    private final InstantSource clock;

    public Events(EventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** It happens now. */
    public void happened(Transaction transaction, Happening what) {
        store.insert(transaction, FleetEvent.of(transaction.nextNumber(), clock.instant(), what));
    }

    /** It happened on a machine, at the time of its clock; one that is ahead does not make it come. */
    public void happened(Transaction transaction, Instant at, Happening what) {
        Instant now = clock.instant();
        store.insert(transaction, FleetEvent.of(transaction.nextNumber(), at.isAfter(now) ? now : at, what));
    }
}
