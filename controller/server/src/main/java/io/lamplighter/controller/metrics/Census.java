package io.lamplighter.controller.metrics;

import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.machine.PresenceStore.Silence;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.metrics.Fleet.Counts;
import io.lamplighter.controller.placement.PlacementCounts;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.StorageFailure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Asks the database for the figures of the fleet. */
@Singleton
final class Census {
    private final Storage storage;
    private final MachineStore machines;
    private final PresenceStore presences;
    private final Staleness staleness;
    private final PlacementCounts placements;
    private final InstantSource clock;

    Census(
            Storage storage,
            MachineStore machines,
            PresenceStore presences,
            Staleness staleness,
            PlacementCounts placements,
            InstantSource clock) {
        this.storage = storage;
        this.machines = machines;
        this.presences = presences;
        this.staleness = staleness;
        this.placements = placements;
        this.clock = clock;
    }

    /** @throws StorageFailure when the database cannot be read */
    Counts take() {
        Instant at = clock.instant();
        long change = storage.lastChange();
        long bytes = storage.size();
        return storage.read(session -> new Counts(
                at, byPresence(session), presences.missing(session), placements.byPhase(session), change, bytes));
    }

    private Map<Presence, Integer> byPresence(Session session) {
        Map<Presence, Integer> counts = new EnumMap<>(Presence.class);
        List<Silence> silences = presences.silences(session, staleness.limit());
        int silent = silences.stream().mapToInt(Silence::machines).sum();
        counts.put(Presence.CURRENT, machines.count(session) - silent);
        for (Silence silence : silences) {
            Presence presence = Presence.of(silence, staleness.isNews(silence.availability()));
            counts.merge(presence, silence.machines(), Integer::sum);
        }
        return counts;
    }
}
