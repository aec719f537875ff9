package io.lamplighter.controller.metrics;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.machine.PresenceStore.Silent;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.placement.PlacementCounts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what the database has to be asked for, and tells of it, so that a scrape reads memory only. */
@Singleton
final class Fleet {
    private final Storage storage;
    private final MachineStore machines;
    private final PresenceStore presences;
    private final Staleness staleness;
    private final PlacementCounts placements;
    private final Event<Counts> counted;

    /**
     * The counts at one moment.
     *
     * @param missing which machines should be on and are not heard of
     * @param change number of the last committed one
     * @param storageBytes size of the database
     */
    record Counts(
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

    Fleet(
            Storage storage,
            MachineStore machines,
            PresenceStore presences,
            Staleness staleness,
            PlacementCounts placements,
            Event<Counts> counted) {
        this.storage = storage;
        this.machines = machines;
        this.presences = presences;
        this.staleness = staleness;
        this.placements = placements;
        this.counted = counted;
    }

    /** Not before a start has succeeded or been refused: its end would find a statement open, and say so at length. */
    @Scheduled(every = "10s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        long change = storage.lastChange();
        long bytes = storage.size();
        counted.fire(storage.read(session -> {
            Map<Presence, Integer> byPresence = new EnumMap<>(Presence.class);
            List<MachineName> missing = new ArrayList<>();
            List<Silent> silent = presences.silent(session, staleness.limit());
            byPresence.put(Presence.CURRENT, machines.count(session) - silent.size());
            for (Silent machine : silent) {
                Presence presence = Presence.of(machine, staleness.isNews(machine.availability()));
                byPresence.merge(presence, 1, Integer::sum);
                if (presence == Presence.MISSING) {
                    missing.add(machine.name());
                }
            }
            return new Counts(byPresence, missing, placements.byPhase(session), change, bytes);
        }));
    }
}
