package io.lamplighter.agent.wake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.Window.Missed;
import io.lamplighter.api.schedule.Window.Wake;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in for rtcwake, which writes down what it is asked. */
class WakeAlarmTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration TO_NIGHT = Duration.ofHours(14).minusMinutes(3);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private boolean allowed = true;
    private WakeAlarm alarm;

    @BeforeEach
    void start() throws IOException {
        Path rtcwake = folder.resolve("rtcwake");
        Files.writeString(rtcwake, """
                #!/bin/sh
                echo "$@" >> %1$s/asked
                test ! -e %1$s/broken
                """.formatted(folder));
        Files.setPosixFilePermissions(rtcwake, PosixFilePermissions.fromString("rwxr-xr-x"));
        alarm = new WakeAlarm(
                () -> rtcwake,
                TestMachine.commands(new Layout(folder.toRealPath())),
                () -> new Policy(
                        "policy.yaml",
                        new PolicyRules(List.of(), List.of(), List.of(), List.of(), false, false, false, allowed)),
                TestMachine.permits(folder),
                clock);
    }

    @Test
    void wakesALittleBeforeItsWindowAndSetsThatOnce() throws Exception {
        look(Wake.RTC);
        clock.pass(Duration.ofHours(1));
        look(Wake.RTC);

        assertThat(asked()).containsExactly("-m no -s " + TO_NIGHT.toSeconds());
    }

    @Test
    void setsItAnewForTheNextNight() throws Exception {
        look(Wake.RTC);
        clock.set(NOON.plus(TO_NIGHT));
        look(Wake.RTC);

        assertThat(asked())
                .hasSize(2)
                .last()
                .isEqualTo("-m no -s " + Duration.ofDays(1).toSeconds());
    }

    @Test
    void leavesTheClockAloneWhereNobodyAsksForIt() throws Exception {
        look(Wake.NONE);
        allowed = false;
        look(Wake.RTC);

        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void takesItsAlarmBack() throws Exception {
        look(Wake.RTC);
        look(Wake.NONE);
        look(Wake.NONE);

        assertThat(asked()).containsExactly("-m no -s " + TO_NIGHT.toSeconds(), "-m disable");
    }

    @Test
    void triesAgainInAnHourWhenTheClockCannotBeSet() throws Exception {
        Files.createFile(folder.resolve("broken"));
        look(Wake.RTC);
        look(Wake.RTC);
        assertThat(asked()).hasSize(1);

        clock.pass(Duration.ofHours(1));
        look(Wake.RTC);

        assertThat(asked()).hasSize(2);
    }

    private void look(Wake wake) throws Exception {
        Schedule nightly = new Schedule(
                List.of(new Window(
                        new CronExpression("0 2 * * *"),
                        new ZoneName("UTC"),
                        new TimeSpan("3h"),
                        new TimeSpan("0m"),
                        Missed.SKIP,
                        wake)),
                List.of(),
                Gates.NONE);
        AssignedEnvironment torch = new AssignedEnvironment(
                        new EnvironmentName("torch"), new PlanId("0".repeat(64)), "{}", null, null, null, null)
                .during(nightly);

        assertThat(alarm.look(new Assignment(1, List.of(), List.of(torch), List.of()), NOON.plus(Duration.ofDays(9))))
                .isEqualTo(NOON.plus(Duration.ofDays(9)));
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }
}
