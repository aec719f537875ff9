package io.lamplighter.api.night;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.night.Night.Changed;
import io.lamplighter.api.night.Night.Failed;
import io.lamplighter.api.night.Night.Lost;
import io.lamplighter.api.night.Night.Unbooted;
import io.lamplighter.api.night.Night.Waiting;
import io.lamplighter.api.night.NightFacts.Absence;
import io.lamplighter.api.night.NightFacts.Standing;
import io.lamplighter.api.run.Signature;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of what happened what is told of it: pure, the same whoever asks. */
public final class NightReport {
    /** The reasons of events that a night is told from. */
    public static final Set<EventReason> REASONS = Set.copyOf(EnumSet.of(
            EventReason.RUN_ACTIVATED,
            EventReason.RUN_FAILED,
            EventReason.GPU_LOST,
            EventReason.GPU_FOUND,
            EventReason.DRIVER_BLOCKED,
            EventReason.DRIVER_WORKING,
            EventReason.MACHINE_DELETED));

    private final NightFacts facts;
    private final Set<MachineName> absent;

    /** What people act on for one placement: an environment on a machine. */
    private record Place(MachineName machine, EnvironmentName environment) {}

    private record Change(
            EnvironmentName environment, @Nullable String from, String to) {}

    private record Cause(EnvironmentName environment, Signature signature) {}

    private record Words(
            @Nullable String build,
            String message,
            @Nullable String remedy) {}

    private record Wait(EnvironmentName environment, Phase phase, String why) {}

    private NightReport(NightFacts facts) {
        this.facts = facts;
        absent = facts.absences().stream().map(Absence::machine).collect(Collectors.toUnmodifiableSet());
    }

    public static Night of(NightFacts facts) {
        NightReport report = new NightReport(facts);
        List<Failed> failed = report.failed();
        List<Waiting> waiting = report.waiting();
        List<Lost> lost = Losses.of(facts);
        return new Night(
                facts.since(),
                facts.until(),
                facts.zone(),
                facts.machines(),
                report.changed(),
                failed,
                waiting,
                report.boots(),
                lost,
                NextSteps.of(failed, waiting, lost));
    }

    /** From what was in use first to what is in use last: what came between is over. */
    private List<Changed> changed() {
        Map<Place, Change> changes = new LinkedHashMap<>();
        for (FleetEvent event : facts.events()) {
            Place place = place(event);
            if (place != null && event.reason() == EventReason.RUN_ACTIVATED) {
                Change before = changes.get(place);
                changes.put(
                        place,
                        new Change(
                                place.environment(),
                                before == null ? event.from() : before.from(),
                                Objects.requireNonNullElse(event.to(), "another build")));
            }
        }
        Groups<Change> groups = new Groups<>();
        changes.forEach((place, change) -> groups.add(change, place.machine()));
        return groups.lines((change, on) -> new Changed(change.environment(), change.from(), change.to(), on));
    }

    /** Those of the night that nothing made good, and those that stand since before. */
    private List<Failed> failed() {
        Map<Place, Cause> open = new LinkedHashMap<>();
        Map<Cause, Words> words = new LinkedHashMap<>();
        for (Standing standing : facts.standings()) {
            if (standing.phase() == Phase.FAILED && standing.failure() != null) {
                Cause cause =
                        new Cause(standing.environment(), standing.failure().signature());
                open.put(new Place(standing.machine(), standing.environment()), cause);
                words.put(
                        cause,
                        new Words(
                                null,
                                standing.failure().message(),
                                standing.failure().remedy()));
            }
        }
        for (FleetEvent event : facts.events()) {
            Place place = place(event);
            if (event.reason() == EventReason.MACHINE_DELETED) {
                open.keySet().removeIf(failed -> failed.machine().equals(event.machine()));
            } else if (place != null && event.reason() == EventReason.RUN_ACTIVATED) {
                open.remove(place);
            } else if (place != null && event.reason() == EventReason.RUN_FAILED && event.signature() != null) {
                Cause cause = new Cause(place.environment(), event.signature());
                open.put(place, cause);
                words.put(cause, new Words(event.to(), event.detail(), event.remedy()));
            }
        }
        Groups<Cause> groups = new Groups<>();
        open.forEach((place, cause) -> groups.add(cause, place.machine()));
        return groups.lines((cause, on) -> {
            Words said = Objects.requireNonNull(words.get(cause));
            return new Failed(cause.environment(), cause.signature(), said.build(), said.message(), said.remedy(), on);
        });
    }

    /** What a machine that nobody hears of waits for is told with the machine. */
    private List<Waiting> waiting() {
        Groups<Wait> groups = new Groups<>();
        for (Standing standing : facts.standings()) {
            if (standing.phase() != Phase.FAILED && !absent.contains(standing.machine())) {
                groups.add(new Wait(standing.environment(), standing.phase(), standing.detail()), standing.machine());
            }
        }
        return groups.lines((wait, on) -> new Waiting(wait.environment(), wait.phase(), wait.why(), on)).stream()
                .sorted(Comparator.comparing(Waiting::phase))
                .toList();
    }

    private List<Unbooted> boots() {
        Map<String, Instant> since = new HashMap<>();
        Groups<String> groups = new Groups<>();
        for (NightFacts.Unbooted unbooted : facts.boots()) {
            if (!absent.contains(unbooted.machine())) {
                groups.add(unbooted.boot().why(), unbooted.machine());
                since.merge(
                        unbooted.boot().why(),
                        unbooted.boot().since(),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return groups.lines((why, on) -> new Unbooted(why, Objects.requireNonNull(since.get(why)), on));
    }

    private static @Nullable Place place(FleetEvent event) {
        return event.machine() == null || event.environment() == null
                ? null
                : new Place(event.machine(), event.environment());
    }
}
