package io.lamplighter.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Blackout;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.Window.Missed;
import io.lamplighter.api.schedule.ZoneName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine that is off or asleep on some nights; whatever it is asked about has been due for long. */
class MissedWindowsTest {
    private static final MachineId MACHINE = new MachineId("0198c0de-0000-7000-8000-000000000007");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant EVENING = Instant.parse("2026-11-23T20:00:00Z");
    private static final Instant OPENS = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-24T05:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir
    Path folder;

    private final Random random = new Random(20261130);
    private List<String> computing = List.of();
    private int boots;
    private Permits permits;

    @BeforeEach
    void start() {
        permits = started();
    }

    /** One night on which the machine could be there. */
    private record Night(Opening opening, List<Instant> there, List<Instant> granted, List<Instant> booted) {
        Night(Opening opening) {
            this(opening, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        Duration length() {
            return Duration.between(opening.opens(), opening.closes());
        }

        boolean attended() {
            return there.stream().anyMatch(opening::contains);
        }

        List<Instant> grantedOutside() {
            return granted.stream().filter(time -> !opening.contains(time)).toList();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Berlin,       NEXT_IDLE
            America/New_York,    NEXT_IDLE
            Australia/Lord_Howe, NEXT_IDLE
            UTC,                 NEXT_IDLE
            Europe/Berlin,       NEXT_BOOT
            Australia/Lord_Howe, NEXT_BOOT
            America/New_York,    SKIP
            """)
    void makesUpForEveryMissedNightOnce(String zone, Missed missed) {
        Schedule schedule = nightly(zone, missed, List.of());

        List<Night> year = live(schedule, zone);

        assertThat(year).hasSizeGreaterThan(360);
        assertThat(year.stream().filter(night -> !night.attended())).hasSizeGreaterThan(60);
        assertThat(openings(
                        year.stream().filter(night -> !night.grantedOutside().isEmpty())))
                .isEqualTo(openings(
                        year.stream().filter(night -> !night.attended()).filter(night -> switch (missed) {
                            case SKIP -> false;
                            case NEXT_IDLE -> hadIdleTime(night);
                            case NEXT_BOOT -> !night.booted().isEmpty();
                        })));
        for (Night night : year) {
            List<Instant> outside = night.grantedOutside();
            if (!outside.isEmpty()) {
                assertThat(night.attended()).as("there at %s", night.opening()).isFalse();
                assertThat(Duration.between(outside.getFirst(), outside.getLast()))
                        .as("made up for %s", night.opening())
                        .isLessThan(night.length());
            }
            if (missed == Missed.NEXT_BOOT) {
                assertThat(outside)
                        .allMatch(time ->
                                night.booted().stream().anyMatch(boot -> StandIn.lasts(night.opening(), boot, time)));
            }
        }
    }

    private static List<Instant> openings(Stream<Night> nights) {
        return nights.map(night -> night.opening().opens()).toList();
    }

    /** In this world programs compute in the first half of each hour. */
    private static boolean hadIdleTime(Night night) {
        return night.there().stream()
                .filter(time -> !time.isBefore(night.opening().closes()))
                .anyMatch(time -> minute(time) >= 40
                        && night.there().contains(time.minus(STEP))
                        && night.there().contains(time.minus(STEP.multipliedBy(2))));
    }

    /** A year of a machine that is switched off, sleeps, is booted and whose agent is started again, as it comes. */
    private List<Night> live(Schedule schedule, String zone) {
        List<Night> nights = new ArrayList<>();
        Instant time = Instant.parse("2026-01-01T12:00:00Z");
        Instant end = time.plus(Duration.ofDays(366));
        Optional<Opening> next = schedule.nextAfter(time, MACHINE);
        boolean asleep = false;
        Instant until = time;
        boolean there = false;
        boolean booted = false;
        while (time.isBefore(end)) {
            if (!time.isBefore(until)) {
                until = time.plus(Duration.ofMinutes(30 + random.nextInt(there ? 1800 : 900)));
                there = !there;
                asleep = !there && random.nextBoolean();
                booted = there && !asleep;
                if (booted) {
                    boots++;
                }
                if (there) {
                    permits = started();
                }
            }
            if (next.isPresent() && !time.isBefore(next.get().opens())) {
                nights.add(new Night(next.get()));
                next = schedule.nextAfter(time, MACHINE);
            }
            if (there) {
                look(schedule, time, nights, booted);
                booted = false;
            }
            time = time.plus(STEP);
        }
        assertThat(nights)
                .allMatch(
                        night -> night.opening().opens().atZone(ZoneId.of(zone)).getHour() < 5);
        return nights;
    }

    private void look(Schedule schedule, Instant time, List<Night> nights, boolean booted) {
        computing = minute(time) < 30 ? List.of("train") : List.of();
        permits.attend(List.of(schedule), time);
        boolean granted = isGranted(schedule, time);
        if (nights.isEmpty()) {
            assertThat(granted).isFalse();
            return;
        }
        Night night = nights.getLast();
        night.there().add(time);
        if (granted) {
            night.granted().add(time);
        }
        if (booted && !time.isBefore(night.opening().closes())) {
            night.booted().add(time);
        }
    }

    private static long minute(Instant time) {
        return time.getEpochSecond() / 60 % 60;
    }

    @Test
    void missesNothingThatOpenedBeforeItHeardOfIt() {
        Schedule schedule = nightly("UTC", Missed.NEXT_IDLE, List.of());

        assertThat(grants(schedule, MORNING)).isFalse();
    }

    @Test
    void missesNothingWhileItsAgentIsStartedAgain() {
        Schedule schedule = nightly("UTC", Missed.NEXT_IDLE, List.of());
        grants(schedule, EVENING);
        assertThat(grants(schedule, OPENS)).isTrue();

        permits = started();

        assertThat(grants(schedule, MORNING)).isFalse();
    }

    @Test
    void saysWhatItWaitsForInPlaceOfTheWindow() throws InterruptedException {
        Schedule schedule = nightly("UTC", Missed.NEXT_IDLE, List.of());
        grants(schedule, EVENING);
        computing = List.of("train");
        permits.attend(List.of(schedule), MORNING);

        Permission permission = permits.ask(schedule, Moment.BEGIN, Duration.ZERO, MORNING);

        assertThat(permission).isInstanceOfSatisfying(Permission.Held.class, held -> {
            assertThat(held.why())
                    .extracting(Hindrance::detail)
                    .containsExactly(
                            "its window opens 2026-11-25T02:00:00Z; in place of that of 2026-11-24T02:00:00Z,"
                                    + " which it missed, it begins while it is idle",
                            "a GPU is in use by train");
            assertThat(held.until()).isEqualTo(MORNING.plus(Duration.ofMinutes(1)));
        });
    }

    @Test
    void goesOnWithTheTimeThatStandsInAfterItsAgentWasStartedAgain() {
        Schedule schedule = nightly("UTC", Missed.NEXT_IDLE, List.of());
        grants(schedule, EVENING);
        assertThat(firstGrant(schedule, MORNING)).isEqualTo(MORNING.plus(Duration.ofMinutes(10)));

        permits = started();

        assertThat(firstGrant(schedule, MORNING.plus(Duration.ofHours(1)))).isNotNull();
        assertThat(grants(schedule, MORNING.plus(Duration.ofHours(3).plusMinutes(10))))
                .isFalse();
    }

    @Test
    void waitsForABootAndDoesNotTakeWakingUpForOne() {
        Schedule schedule = nightly("UTC", Missed.NEXT_BOOT, List.of());
        grants(schedule, EVENING);

        assertThat(grants(schedule, MORNING)).isFalse();
        boots++;
        permits = started();

        Instant booted = MORNING.plus(Duration.ofHours(1));
        assertThat(grants(schedule, booted)).isTrue();
        assertThat(grants(schedule, booted.plus(Duration.ofHours(2)))).isTrue();
        assertThat(grants(schedule, booted.plus(Duration.ofHours(3)))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NEXT_IDLE", "NEXT_BOOT"})
    void standsInOnNoDayThatIsBlackedOutAndInNoFreeze(Missed missed) {
        Schedule schedule = nightly("UTC", missed, List.of(new Blackout("2026-11-25")));
        grants(schedule, EVENING);
        boots++;
        permits = started();
        Instant blackedOut = Instant.parse("2026-11-25T00:00:00Z");
        for (Instant time = blackedOut; time.isBefore(blackedOut.plus(Duration.ofDays(1))); time = time.plus(STEP)) {
            assertThat(grants(schedule, time)).as("on %s", time).isFalse();
        }

        permits.freeze(List.of(new Freeze(new GroupName("teaching"), EVENING, CLOSES.plus(Duration.ofDays(30)), null)));

        assertThat(firstGrant(schedule, Instant.parse("2026-11-26T00:00:00Z"))).isNull();
    }

    @Test
    void forgetsWhatItSawWithAClockThatWasAhead() {
        Schedule schedule = nightly("UTC", Missed.NEXT_IDLE, List.of());
        grants(schedule, EVENING.plus(Duration.ofDays(400)));
        assertThat(grants(schedule, OPENS.plus(Duration.ofDays(401)))).isTrue();

        assertThat(grants(schedule, EVENING)).isFalse();

        assertThat(grants(schedule, OPENS)).isTrue();
        assertThat(grants(schedule, MORNING)).isFalse();
        assertThat(firstGrant(schedule, MORNING.plus(Duration.ofDays(1)))).isNotNull();
    }

    @Test
    void isNotAtALossWithAFileThatIsNoSuch() throws IOException {
        Files.writeString(folder.resolve("attendance.json"), "{\"boot\": ");
        Schedule schedule = nightly("UTC", Missed.NEXT_IDLE, List.of());

        assertThat(grants(schedule, EVENING)).isFalse();
        assertThat(grants(schedule, OPENS)).isTrue();
    }

    /** The first of two hours, looking every five minutes. */
    private @Nullable Instant firstGrant(Schedule schedule, Instant from) {
        for (Instant time = from; time.isBefore(from.plus(Duration.ofHours(2))); time = time.plus(STEP)) {
            if (grants(schedule, time)) {
                return time;
            }
        }
        return null;
    }

    private boolean grants(Schedule schedule, Instant time) {
        permits.attend(List.of(schedule), time);
        return isGranted(schedule, time);
    }

    private boolean isGranted(Schedule schedule, Instant time) {
        try {
            return permits.ask(schedule, Moment.BEGIN, Duration.ofDays(9), time) instanceof Permission.Granted;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Permits started() {
        return Permits.of(
                () -> MACHINE,
                Path.of("/nonexistent"),
                Path.of("/nonexistent"),
                () -> computing,
                folder.resolve("attendance.json"),
                "boot " + boots);
    }

    private static Schedule nightly(String zone, Missed missed, List<Blackout> blackout) {
        return new Schedule(
                List.of(new Window(
                        new CronExpression("0 2 * * *"),
                        new ZoneName(zone),
                        new TimeSpan("3h"),
                        new TimeSpan("0m"),
                        missed)),
                blackout,
                Gates.NONE);
    }
}
