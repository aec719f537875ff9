package io.lamplighter.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.GpuIdle;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermitsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OPENS = Instant.parse("2026-11-24T02:00:00Z");
    private static final Window NIGHTLY =
            new Window(new CronExpression("0 2 * * *"), new ZoneName("UTC"), new TimeSpan("3h"), new TimeSpan("0m"));
    private static final Schedule GATED = new Schedule(
            List.of(NIGHTLY), List.of(), new Gates(new GpuIdle("idle"), null, null, null, null, null, null, null));

    private final AtomicInteger looks = new AtomicInteger();
    private final Permits permits = Permits.of(
            () -> new MachineId("0198c0de-0000-7000-8000-000000000007"),
            Path.of("/nonexistent"),
            Path.of("/nonexistent"),
            () -> {
                looks.incrementAndGet();
                return List.of("train");
            },
            Path.of("/nonexistent"),
            "a boot");

    @Test
    void looksAtNothingUntilTheWindowOpens() throws InterruptedException {
        Permission permission = permits.ask(GATED, Moment.BEGIN, Duration.ZERO, NOON);

        assertThat(permission)
                .isEqualTo(new Permission.Held(
                        List.of(new Hindrance(Reason.OUTSIDE_WINDOW, "its window opens 2026-11-24T02:00:00Z", NOON)),
                        OPENS));
        assertThat(looks).hasValue(0);
    }

    @Test
    void looksAtGatesWhileItIsOpenAgainInAMinute() throws InterruptedException {
        Permission permission = permits.ask(GATED, Moment.BEGIN, Duration.ZERO, OPENS);

        assertThat(permission)
                .isEqualTo(new Permission.Held(
                        List.of(new Hindrance(Reason.GPU_BUSY, "a GPU is in use by train", OPENS)),
                        OPENS.plus(Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @EnumSource
    void letsNothingBeProvedOnGpusWhoseDriverFails(Moment moment) throws InterruptedException {
        Permits broken = TestMachine.permits(Path.of("/nonexistent"), () -> Optional.of("gpu.lost fails"));

        Permission asking = broken.askForGpus(Schedule.ANY_TIME, moment, Duration.ZERO, NOON);

        assertThat(asking)
                .isEqualTo(
                        moment == Moment.SWITCH || moment == Moment.GO_ON
                                ? new Permission.Granted()
                                : new Permission.Held(
                                        List.of(new Hindrance(Reason.DRIVER, "gpu.lost fails", NOON)),
                                        NOON.plus(Duration.ofMinutes(1))));
        assertThat(broken.ask(Schedule.ANY_TIME, moment, Duration.ZERO, NOON)).isEqualTo(new Permission.Granted());
    }

    @Test
    void letsWhatBeganBeSwitchedToAfterItsWindow() throws InterruptedException {
        assertThat(permits.ask(GATED, Moment.SWITCH, Duration.ZERO, OPENS.plus(Duration.ofHours(8))))
                .isEqualTo(new Permission.Granted());
        assertThat(looks).hasValue(0);
    }

    @Test
    void letsAFreezeWinWhateverElseIsSo() throws InterruptedException {
        var exam = new Freeze(new GroupName("teaching"), OPENS, OPENS.plus(Duration.ofHours(1)), null);
        permits.freeze(List.of(exam));

        for (Moment moment : Moment.values()) {
            assertThat(permits.ask(Schedule.ANY_TIME, moment, Duration.ofDays(30), OPENS))
                    .isEqualTo(new Permission.Held(
                            List.of(new Hindrance(
                                    Reason.FROZEN, "group teaching is frozen until 2026-11-24T03:00:00Z", OPENS)),
                            exam.until()));
            assertThat(permits.ask(Schedule.ANY_TIME, moment, Duration.ZERO, OPENS.minusSeconds(1)))
                    .isEqualTo(new Permission.Granted());
            assertThat(permits.ask(Schedule.ANY_TIME, moment, Duration.ZERO, exam.until()))
                    .isEqualTo(new Permission.Granted());
        }
    }

    @Test
    void asksForTheWindowAndNotForTheGpuWhereItBuildsBehindJobs() throws InterruptedException {
        assertThat(permits.ask(GATED, Moment.BEGIN_BEHIND, Duration.ZERO, NOON)).isInstanceOf(Permission.Held.class);
        assertThat(permits.ask(GATED, Moment.BEGIN_BEHIND, Duration.ZERO, OPENS))
                .isEqualTo(new Permission.Granted());
        assertThat(looks).hasValue(0);

        assertThat(permits.ask(GATED, Moment.PROVE, Duration.ZERO, NOON)).isInstanceOf(Permission.Held.class);
        assertThat(looks).hasValue(1);
    }

    @Test
    void holdsNothingBackWithoutASchedule() throws InterruptedException {
        assertThat(permits.ask(Schedule.ANY_TIME, Moment.BEGIN, Duration.ZERO, NOON))
                .isEqualTo(new Permission.Granted());
    }
}
