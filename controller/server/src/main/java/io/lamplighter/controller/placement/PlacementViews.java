package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.planner.Planner.Decision;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Placements as operators see them: staleness comes on top, by time alone. */
@Singleton
final class PlacementViews {
    private final Staleness staleness;
    private final InstantSource clock;

    PlacementViews(Staleness staleness, InstantSource clock) {
        this.staleness = staleness;
        this.clock = clock;
    }

    PlacementView of(PlacementStore.Shown shown, @Nullable Decision decision) {
        Placement placement = shown.placement();
        boolean silent = shown.seen().isBefore(staleness.limit());
        boolean news = silent && staleness.isNews(shown.availability());
        Optional<Opening> missed = silent ? missed(shown) : Optional.empty();
        boolean stale = news && missed.isEmpty();
        return new PlacementView(
                shown.machine(),
                placement.environment(),
                stale ? Phase.STALE : placement.phase(),
                stale
                        ? "last seen " + shown.seen()
                        : missed.map(PlacementViews::off).orElse(silent ? off(placement) : placement.phaseDetail()),
                placement.conditions(),
                placement.revision(),
                placement.plan(),
                placement.inUse(),
                candidate(shown),
                shown.run(),
                placement.removeAfter(),
                decision == null ? null : decision.resolution(),
                decision == null ? null : decision.explanation(),
                shown.rollback(),
                window(shown));
    }

    /** A machine that waits for its window and is off then is no news: it is not reckoned with at another time. */
    private Optional<Opening> missed(PlacementStore.Shown shown) {
        Placement placement = shown.placement();
        return placement.phase() != Phase.PENDING || !placement.answersSpec()
                ? Optional.empty()
                : shown.schedule()
                        .lastUpTo(clock.instant(), placement.machine())
                        .filter(opening -> opening.opens().isAfter(shown.seen()));
    }

    /** A machine that may be off, and is. */
    private static String off(Placement placement) {
        return placement.phaseDetail().isEmpty() ? "machine off" : placement.phaseDetail() + "; machine off";
    }

    private static String off(Opening window) {
        return "off at window " + window.opens();
    }

    private @Nullable Opening window(PlacementStore.Shown shown) {
        Schedule schedule = shown.schedule();
        Instant now = clock.instant();
        MachineId machine = shown.placement().machine();
        return schedule.openAt(now, machine)
                .or(() -> schedule.nextAfter(now, machine))
                .orElse(null);
    }

    /** What a run of the plan took, which may be a later one of the ranked; before one, what the plan puts first. */
    private static @Nullable String candidate(PlacementStore.Shown shown) {
        RunReport run = shown.run();
        return run != null
                        && run.candidate() != null
                        && run.plan().equals(shown.placement().plan())
                ? run.candidate()
                : shown.candidate();
    }
}
