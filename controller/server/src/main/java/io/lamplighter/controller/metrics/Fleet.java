package io.lamplighter.controller.metrics;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.storage.StorageFailure;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Counts what the database has to be asked for, and tells of it, so that a scrape reads memory only. */
@Singleton
final class Fleet {
    private static final Logger LOG = Logger.getLogger(Fleet.class);

    private final Supplier<Counts> census;
    private final Consumer<Counts> counted;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * The counts at one moment.
     *
     * @param at when they were begun
     * @param missing which machines should be on and are not heard of
     * @param change number of the last committed one
     * @param storageBytes size of the database
     */
    record Counts(
            Instant at,
            Map<Presence, Integer> machines,
            List<MachineName> missing,
            Map<Phase, Integer> placements,
            long change,
            long storageBytes) {
        Counts {
            machines = Map.copyOf(machines);
            missing = List.copyOf(missing);
            placements = Map.copyOf(placements);
        }
    }

    @Inject
    Fleet(Census census, Event<Counts> counted) {
        this(census::take, counted::fire);
    }

    Fleet(Supplier<Counts> census, Consumer<Counts> counted) {
        this.census = census;
        this.counted = counted;
    }

    /** Not before a start has succeeded or been refused: its end would find a statement open, and say so at length. */
    @Scheduled(every = "10s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        try {
            counted.accept(census.get());
            int failed = failures.getAndSet(0);
            if (failed > 0) {
                LOG.infof("machines, placements and storage are counted again, after %d failures", failed);
            }
        } catch (StorageFailure e) {
            if (failures.getAndIncrement() == 0) {
                LOG.warnf(
                        "machines, placements and storage cannot be counted: %s; /metrics goes on with what was counted"
                                + " last, at lamplighter_controller_counted_timestamp_seconds",
                        e.getMessage());
            }
        }
    }
}
