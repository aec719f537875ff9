package io.lamplighter.controller.metrics;

import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.machine.PresenceStore.Silent;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.placement.PlacementCounts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts that the database has to be asked for, held so that a scrape reads memory only. */
@Singleton
final class Fleet {
    private final Storage storage;
    private final MachineStore machines;
    private final PresenceStore presences;
    private final Staleness staleness;
    private final PlacementCounts placements;
    private volatile @Nullable Counts counts;

    /**
     * The counts at one moment.
     *
     * @param change number of the last committed one
     * @param storageBytes size of the database
     */
    record Counts(Map<Presence, Integer> machines, Map<Phase, Integer> placements, long change, long storageBytes) {
        Counts {
            machines = Map.copyOf(machines);
            placements = Map.copyOf(placements);
        }
    }

    Fleet(
            Storage storage,
            MachineStore machines,
            PresenceStore presences,
            Staleness staleness,
            PlacementCounts placements) {
        this.storage = storage;
        this.machines = machines;
        this.presences = presences;
        this.staleness = staleness;
        this.placements = placements;
    }

    /** Absent until they were counted. */
    @Nullable
    Counts counts() {
        return counts;
    }

    /** Not before a start has succeeded or been refused: its end would find a statement open, and say so at length. */
    @Scheduled(every = "10s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        long change = storage.lastChange();
        long bytes = storage.size();
        counts = storage.read(session -> {
            Map<Presence, Integer> counted = new EnumMap<>(Presence.class);
            List<Silent> silent = presences.silent(session, staleness.limit());
            counted.put(Presence.CURRENT, machines.count(session) - silent.size());
            silent.forEach(machine ->
                    counted.merge(Presence.of(machine, staleness.isNews(machine.availability())), 1, Integer::sum));
            return new Counts(counted, placements.byPhase(session), change, bytes);
        });
    }
}
