package io.lamplighter.controller.night;

import io.lamplighter.api.night.Night;
import io.lamplighter.api.night.NightFacts;
import io.lamplighter.api.night.NightFacts.Absence;
import io.lamplighter.api.night.NightReport;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.controller.event.EventStore;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads together what a night is told from. */
@Singleton
final class Nights {
    private final Storage storage;
    private final EventStore events;
    private final NightStore placements;
    private final MachineStore machines;
    private final PresenceStore presences;
    private final ManifestStore manifests;
    private final Staleness staleness;
    private final MorningConfig config;

    Nights(
            Storage storage,
            EventStore events,
            NightStore placements,
            MachineStore machines,
            PresenceStore presences,
            ManifestStore manifests,
            Staleness staleness,
            MorningConfig config) {
        this.storage = storage;
        this.events = events;
        this.placements = placements;
        this.machines = machines;
        this.presences = presences;
        this.manifests = manifests;
        this.staleness = staleness;
        this.config = config;
    }

    /**
     * The night that ends at a time.
     *
     * @param since when it began; absent for the evening of the day before
     */
    Night until(Instant until, @Nullable Instant since) {
        return storage.read(session -> {
            ZoneName zone = zone(session);
            Instant begin = since == null ? Evening.before(until, zone) : since;
            return NightReport.of(new NightFacts(
                    begin,
                    until,
                    zone,
                    machines.count(session),
                    events.between(session, begin, until, NightReport.REASONS),
                    placements.standings(session),
                    absences(session),
                    placements.unbooted(session)));
        });
    }

    /** As configured, else that of the windows, else that of this controller. */
    ZoneName zone(Session session) {
        return config.zone()
                .map(ZoneName::new)
                .or(() -> Evening.zone(manifests.all(session).groups()))
                .orElseGet(Nights::local);
    }

    private List<Absence> absences(Session session) {
        return presences.silent(session, staleness.limit()).stream()
                .map(machine -> new Absence(machine.name(), machine.seen(), machine.stale()))
                .toList();
    }

    private static ZoneName local() {
        String id = ZoneId.systemDefault().getId();
        return new ZoneName(ZoneId.getAvailableZoneIds().contains(id) ? id : "UTC");
    }
}
