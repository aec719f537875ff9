package io.lamplighter.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every night of a year with both changes of the clocks, minute by minute. */
class YearOfNightsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate END = LocalDate.of(2027, 1, 1);

    private final Random random = new Random(20261130);

    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Berlin,       02:30
            Europe/Berlin,       02:00
            America/New_York,    02:30
            America/New_York,    01:30
            Australia/Lord_Howe, 02:15
            Australia/Lord_Howe, 01:45
            UTC,                 02:30
            """)
    void opensExactlyOnceEachNight(String zone, LocalTime time) {
        Schedule schedule = nightly(zone, time, "3h", "45m", List.of());
        MachineId machine = machine();

        List<Instant> openings = walked(schedule, machine, ZoneId.of(zone));

        assertThat(openings).hasSize(365);
        assertThat(openings.stream().map(opening -> day(opening, zone))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # zone,              time,  day,        on the clock
            Europe/Berlin,       02:30, 2026-03-29, 2026-03-29T01:00:00Z
            Europe/Berlin,       02:30, 2026-10-25, 2026-10-25T00:30:00Z
            America/New_York,    02:30, 2026-03-08, 2026-03-08T07:00:00Z
            America/New_York,    01:30, 2026-11-01, 2026-11-01T05:30:00Z
            Australia/Lord_Howe, 02:15, 2026-10-04, 2026-10-03T15:30:00Z
            Australia/Lord_Howe, 01:45, 2026-04-05, 2026-04-04T14:45:00Z
            """)
    void opensAtTheLeapAndAtTheFirstOfTwo(String zone, LocalTime time, LocalDate day, Instant expected) {
        Schedule schedule = nightly(zone, time, "3h", "0m", List.of());
        Instant midnight = day.atStartOfDay(ZoneId.of(zone)).toInstant();

        Optional<Opening> opening = schedule.nextAfter(midnight, machine());

        assertThat(opening).contains(new Opening(expected, expected.plus(Duration.ofHours(3))));
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"})
    void saysTheSameWhereverTheClockJumpsTo(String zone) {
        Schedule schedule = nightly(zone, LocalTime.of(2, 30), "3h", "45m", List.of());
        MachineId machine = machine();
        List<Opening> nights = nights(schedule, machine);

        Openings asked = new Openings(schedule, machine);
        for (int i = 0; i < 2_000; i++) {
            Instant time =
                    start(zone).plusSeconds(random.nextLong(Duration.ofDays(364).toSeconds()));
            Optional<Opening> open =
                    nights.stream().filter(night -> night.contains(time)).findFirst();

            assertThat(asked.at(time).open()).as("open at %s", time).isEqualTo(open);
            assertThat(asked.at(time).next())
                    .as("after %s", time)
                    .isEqualTo(nights.stream()
                            .filter(night -> night.opens().isAfter(time))
                            .findFirst());
        }
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"})
    void staysInsideOfTheWindowWithAnySplay(String zone) {
        Schedule exact = nightly(zone, LocalTime.of(2, 30), "3h", "0m", List.of());
        Schedule splayed = nightly(zone, LocalTime.of(2, 30), "3h", "2h59m", List.of());
        List<Opening> whole = nights(exact, machine());

        for (int i = 0; i < 20; i++) {
            MachineId machine = machine();
            List<Opening> late = nights(splayed, machine);

            assertThat(late).hasSameSizeAs(whole).isEqualTo(nights(splayed, machine));
            for (int night = 0; night < whole.size(); night++) {
                assertThat(late.get(night).opens())
                        .isAfterOrEqualTo(whole.get(night).opens());
                assertThat(late.get(night).closes()).isEqualTo(whole.get(night).closes());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"})
    void isNeverOpenOnADayThatIsBlackedOut(String zone) {
        Blackout exam = new Blackout("2026-03-28/2026-04-06");
        Blackout eve = new Blackout("2026-12-24");
        Schedule schedule = nightly(zone, LocalTime.of(22, 0), "5h", "90m", List.of(exam, eve));
        MachineId machine = machine();

        List<Opening> nights = nights(schedule, machine);

        Openings asked = new Openings(schedule, machine);
        assertThat(nights).hasSize(365 - 11);
        for (Instant time = start(zone); time.isBefore(end(zone)); time = time.plus(Duration.ofMinutes(7))) {
            LocalDate day = day(time, zone);
            if (exam.covers(day) || eve.covers(day)) {
                assertThat(asked.at(time).open()).as("open at %s", time).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "UTC"})
    void joinsSeveralWindows(String zone) {
        Window night = window("0 2 * * mon-fri", zone, "3h", "0m");
        Window weekend = window("0 1 * * sat", zone, "12h", "0m");
        Schedule schedule = new Schedule(List.of(night, weekend), List.of(), Gates.NONE);

        List<Opening> openings = nights(schedule, machine());

        assertThat(openings).hasSize(261 + 52);
        assertThat(openings)
                .filteredOn(opening ->
                        Duration.between(opening.opens(), opening.closes()).equals(Duration.ofHours(12)))
                .hasSize(52);
    }

    /** When a machine that looks each minute sees the window open. */
    private static List<Instant> walked(Schedule schedule, MachineId machine, ZoneId zone) {
        Openings asked = new Openings(schedule, machine);
        List<Instant> openings = new ArrayList<>();
        boolean open = false;
        Instant end = END.atStartOfDay(zone).toInstant();
        for (Instant time = FIRST.atStartOfDay(zone).toInstant();
                time.isBefore(end);
                time = time.plus(Duration.ofMinutes(1))) {
            boolean now = asked.at(time).open().isPresent();
            if (now && !open) {
                openings.add(time);
            }
            open = now;
        }
        return openings;
    }

    private static List<Opening> nights(Schedule schedule, MachineId machine) {
        String zone = schedule.windows().getFirst().zone().text();
        List<Opening> nights = new ArrayList<>();
        Optional<Opening> next = schedule.nextAfter(start(zone).minusSeconds(1), machine);
        while (next.isPresent() && next.get().opens().isBefore(end(zone))) {
            nights.add(next.get());
            next = schedule.nextAfter(next.get().opens(), machine);
        }
        return nights;
    }

    private static Instant start(String zone) {
        return FIRST.atStartOfDay(ZoneId.of(zone)).toInstant();
    }

    private static Instant end(String zone) {
        return END.atStartOfDay(ZoneId.of(zone)).toInstant();
    }

    private static LocalDate day(Instant time, String zone) {
        return ZonedDateTime.ofInstant(time, ZoneId.of(zone)).toLocalDate();
    }

    private static Schedule nightly(
            String zone, LocalTime time, String duration, String splay, List<Blackout> blackout) {
        String cron = "%d %d * * *".formatted(time.getMinute(), time.getHour());
        return new Schedule(List.of(window(cron, zone, duration, splay)), blackout, Gates.NONE);
    }

    private static Window window(String cron, String zone, String duration, String splay) {
        return new Window(new CronExpression(cron), new ZoneName(zone), new TimeSpan(duration), new TimeSpan(splay));
    }

    private MachineId machine() {
        return new MachineId(new UUID(random.nextLong(), random.nextLong()).toString());
    }
}
