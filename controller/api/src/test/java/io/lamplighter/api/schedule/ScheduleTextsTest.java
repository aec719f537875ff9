package io.lamplighter.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows as they are written. */
class ScheduleTextsTest {
    private static final String GROUP = """
            apiVersion: lamplighter.io/v1
            kind: Group
            metadata: {name: teaching}
            spec:
              selector: {room: b12}
              environments: [torch]
            """;

    @Test
    void readsAWindow() throws ManifestException {
        Group group = group("window: {cron: \"0 2 * * *\", zone: Europe/Berlin, duration: 3h, splay: 45m}");

        assertThat(group.spec().schedule())
                .isEqualTo(new Schedule(
                        List.of(new Window(
                                new CronExpression("0 2 * * *"),
                                new ZoneName("Europe/Berlin"),
                                new TimeSpan("3h"),
                                new TimeSpan("45m"))),
                        List.of(),
                        Gates.NONE));
    }

    @ParameterizedTest
    @CsvSource({"skip, SKIP", "nextIdle, NEXT_IDLE", "nextBoot, NEXT_BOOT"})
    void readsWhatStandsInForAWindow(String text, Window.Missed missed) throws ManifestException {
        Group group = group("window: {cron: \"0 2 * * *\", zone: UTC, duration: 3h, missed: " + text + "}");

        assertThat(group.spec().schedule().windows().getFirst().missed()).isEqualTo(missed);
    }

    @Test
    void readsSeveralWindowsAndDaysWithoutAny() throws ManifestException {
        Group group = group("""
                windows:
                  - {cron: "0 2 * * mon-fri", zone: UTC, duration: 3h}
                  - {cron: "0 1 * * sat", zone: UTC, duration: 12h}
                  blackout: [2026-12-24/2027-01-02, 2026-12-06]""");

        assertThat(group.spec().schedule().windows()).hasSize(2);
        assertThat(group.spec().schedule().blackout())
                .containsExactly(new Blackout("2026-12-24/2027-01-02"), new Blackout("2026-12-06"));
    }

    @Test
    void changesAtAnyTimeWithoutAWindow() throws ManifestException {
        assertThat(group("toolkits: []").spec().schedule().isAnyTime()).isTrue();
    }

    @Test
    void readsGates() throws ManifestException {
        Group group = group("gates: {gpu: idle, users: noneActive, load: 2, diskFree: 20GiB, power: mains,"
                + " fileAbsent: /run/exam, deadline: {after: 3d, giveWay: [gpu, diskFree]}}");

        assertThat(group.spec().schedule().gates())
                .isEqualTo(new Gates(
                        new GpuIdle("idle"),
                        Gates.Users.NONE_ACTIVE,
                        2.0,
                        new ByteSize("20GiB"),
                        Gates.Power.MAINS,
                        null,
                        new FilePath("/run/exam"),
                        new Gates.Deadline(new TimeSpan("3d"), List.of(Gate.GPU, Gate.DISK_FREE))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            window: {cron: "0 2 * *", zone: UTC, duration: 3h}                   | five fields as in crontab
            window: {cron: "0 25 * * *", zone: UTC, duration: 3h}                | Value 25 not in range [0, 23]
            window: {cron: "0 2 30 2 *", zone: UTC, duration: 3h}                | there is no such time
            window: {cron: "0 2 * * *", zone: berlin, duration: 3h}              | did you mean Europe/Berlin?
            window: {cron: "0 2 * * *", zone: CET/X, duration: 3h}               | a time zone like Europe/Berlin
            window: {cron: "0 2 * * *", zone: UTC, duration: 3 hours}            | like 7d, 3h, 45m, 1h30m
            window: {cron: "0 2 * * *", zone: UTC, duration: 0m}                 | duration is up to 7d
            window: {cron: "0 2 * * *", zone: UTC, duration: 3h, splay: 3h}      | splay is shorter than its duration
            window: {cron: "0 2 * * *", zone: UTC, duration: 3h, missed: later}  | nextIdle
            window: {cron: "0 2 * * *", zone: UTC, duration: 3h, wake: wifi}     | lan
            window: {cron: "0 2 * * *", duration: 3h}                            | zone
            blackout: [2026-12-24]                                               | there is no window
            '{window: 1, blackout: [2027-01-02/2026-12-24]}'                     | ends before it begins
            gates: {gpu: busy}                                                   | gpu is idle, or for how long
            gates: {users: nobody}                                               | none
            gates: {build: later}                                                | background
            reboot: inWindow                                                     | there is none
            reboot: daily                                                        | whenIdle
            maxUnavailable: 0                                                    | is 1 or more
            maxUnavailable: 0%                                                   | from 1% to 100%
            maxUnavailable: 101%                                                 | found 101%
            maxUnavailable: some                                                 | found some
            maxUnavailable: 1.5                                                  | maxUnavailable
            gates: {load: -1}                                                    | load is more than 0
            gates: {diskFree: 20 GB free}                                        | like 20GiB or 512MiB
            gates: {fileAbsent: run/exam}                                        | by its whole path
            gates: {fileAbsent: /run/../etc}                                     | by its whole path
            gates: {deadline: {after: 3d, giveWay: []}}                          | names the gates that give way
            '{window: 1, blackout: [24.12.2026]}'                                | a day like 2026-12-24
            '{window: 1, windows: [{cron: "0 2 * * *", zone: UTC, duration: 3h}]}' | not both
            """)
    void saysWhatIsWrong(String spec, String said) {
        String whole = spec.startsWith("{")
                ? spec.substring(1, spec.length() - 1)
                        .replace("window: 1", "window: {cron: \"0 2 * * *\", zone: UTC, duration: 3h}")
                        .replaceFirst(", (blackout|windows)", "\n  $1")
                : spec;

        assertThatThrownBy(() -> group(whole))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({"45m, PT45M", "3h, PT3H", "1h30m, PT1H30M", "7d, PT168H", "90s, PT1M30S"})
    void readsLengthsOfTime(String text, Duration expected) {
        assertThat(new TimeSpan(text).duration()).isEqualTo(expected);
    }

    @Test
    void findsLeapDays() {
        CronExpression leapDay = new CronExpression("0 2 29 2 *");

        assertThat(leapDay.after(LocalDateTime.parse("2026-03-01T00:00")))
                .contains(LocalDateTime.parse("2028-02-29T02:00"));
        assertThat(leapDay.upTo(LocalDateTime.parse("2024-02-29T02:00:30")))
                .contains(LocalDateTime.parse("2024-02-29T02:00"));
    }

    private static Group group(String more) throws ManifestException {
        return (Group)
                ManifestReader.read("lab.yaml", GROUP + "  " + more + "\n").getFirst();
    }
}
