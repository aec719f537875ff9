package io.lamplighter.controller.event;

import io.lamplighter.controller.storage.Storage;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Deletes old events a few at a time: others write between two of its transactions. */
@Singleton
final class Forgetting {
    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final EventStore events;
    private final Storage storage;
    private final EventConfig config;
    private final InstantSource clock;

    Forgetting(EventStore events, Storage storage, EventConfig config, InstantSource clock) {
        this.events = events;
        this.storage = storage;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant limit = clock.instant().minus(config.retention());
        int forgotten = 0;
        int last;
        do {
            last = storage.write(transaction -> events.forget(transaction, limit, config.batch()));
            forgotten += last;
        } while (last == config.batch());
        if (forgotten > 0) {
            LOG.infof("forgot %d events from before %s", forgotten, limit);
        }
    }
}
