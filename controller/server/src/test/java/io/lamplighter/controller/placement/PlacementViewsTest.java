package io.lamplighter.controller.placement;

import static io.lamplighter.controller.placement.PlanChoiceTest.NEW;
import static io.lamplighter.controller.placement.PlanChoiceTest.before;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Recurrence;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of machines that are off. */
class PlacementViewsTest {
    private static final Placement WAITING =
            before(1, NEW, Set.of(NEW), null).looking(List.of(), new Phases.Shown(Phase.PENDING, "not begun"));
    private static final Placement CONVERGED =
            before(1, NEW, Set.of(NEW), NEW).looking(List.of(), new Phases.Shown(Phase.CONVERGED, ""));
    private static final Schedule NIGHTLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"), new ZoneName("UTC"), new TimeSpan("3h"), new TimeSpan("0m"))),
            List.of(),
            Gates.NONE);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # last seen,          now,                  phase,   detail
            2026-11-23T18:00:00Z, 2026-11-23T18:01:00Z, PENDING, not begun
            2026-11-23T18:00:00Z, 2026-11-24T01:59:00Z, STALE,   last seen 2026-11-23T18:00:00Z
            2026-11-23T18:00:00Z, 2026-11-24T02:00:00Z, PENDING, off at window 2026-11-24T02:00:00Z
            2026-11-23T18:00:00Z, 2026-11-25T12:00:00Z, PENDING, off at window 2026-11-25T02:00:00Z
            2026-11-24T02:30:00Z, 2026-11-24T12:00:00Z, STALE,   last seen 2026-11-24T02:30:00Z
            """)
    void tellsOffAtItsWindowFromStale(Instant seen, Instant now, Phase phase, String detail) {
        PlacementView view = view(WAITING, seen, now, NIGHTLY);

        assertThat(view.phase()).isEqualTo(phase);
        assertThat(view.phaseDetail()).isEqualTo(detail);
    }

    @Test
    void isStaleWhereNothingWaitsForAWindow() {
        Instant seen = Instant.parse("2026-11-20T12:00:00Z");
        Instant now = Instant.parse("2026-11-23T12:00:00Z");

        assertThat(view(CONVERGED, seen, now, NIGHTLY).phase()).isEqualTo(Phase.STALE);
        assertThat(view(WAITING, seen, now, Schedule.ANY_TIME).phase()).isEqualTo(Phase.STALE);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T12:00:00Z, 2026-11-24T02:00:00Z", "2026-11-24T02:30:00Z, 2026-11-24T02:00:00Z"})
    void showsTheWindowThatIsOpenOrElseTheNext(Instant now, Instant opens) {
        PlacementView view = view(CONVERGED, now, now, NIGHTLY);

        assertThat(view.window()).isEqualTo(new Opening(opens, opens.plus(Duration.ofHours(3))));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # last seen on Monday, now,                  phase,     detail
            2026-11-23T16:50:00Z, 2026-11-23T16:58:00Z, STALE,     last seen 2026-11-23T16:50:00Z
            2026-11-23T16:59:00Z, 2026-11-23T17:01:00Z, CONVERGED, ''
            2026-11-23T16:59:00Z, 2026-11-23T17:05:00Z, CONVERGED, machine off
            2026-11-23T16:59:00Z, 2026-11-24T06:59:00Z, CONVERGED, machine off
            2026-11-23T16:59:00Z, 2026-11-24T07:02:00Z, CONVERGED, machine off
            2026-11-23T16:59:00Z, 2026-11-24T07:05:00Z, STALE,     last seen 2026-11-23T16:59:00Z
            2026-11-20T16:59:00Z, 2026-11-22T12:00:00Z, CONVERGED, machine off
            """)
    void takesAMachineThatIsOffOutsideItsHoursForNoNews(Instant seen, Instant now, Phase phase, String detail) {
        Availability hours = new Availability(
                Availability.Kind.HOURS,
                new Recurrence(
                        new CronExpression("0 8 * * mon-fri"), new ZoneName("Europe/Berlin"), new TimeSpan("10h")));

        PlacementView view = view(CONVERGED, seen, now, Schedule.ANY_TIME, hours);

        assertThat(view.phase()).isEqualTo(phase);
        assertThat(view.phaseDetail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS, STALE", "BEST_EFFORT, CONVERGED"})
    void knowsMachinesThatAreAlwaysOnAndThoseThatNeedNeverBe(Availability.Kind kind, Phase phase) {
        Instant seen = Instant.parse("2026-11-23T16:00:00Z");

        PlacementView view =
                view(CONVERGED, seen, seen.plusSeconds(600), Schedule.ANY_TIME, new Availability(kind, null));

        assertThat(view.phase()).isEqualTo(phase);
    }

    private static PlacementView view(Placement placement, Instant seen, Instant now, Schedule schedule) {
        return view(placement, seen, now, schedule, null);
    }

    private static PlacementView view(
            Placement placement, Instant seen, Instant now, Schedule schedule, @Nullable Availability availability) {
        InstantSource clock = InstantSource.fixed(now);
        return new PlacementViews(new Staleness(new EveryMinute(), clock), clock)
                .of(
                        new PlacementStore.Shown(
                                placement, new MachineName("ws-01"), seen, null, null, null, schedule, availability),
                        null);
    }

    private record EveryMinute() implements CheckinConfig {
        @Override
        public Duration pollInterval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration flushInterval() {
            return Duration.ofSeconds(10);
        }
    }
}
