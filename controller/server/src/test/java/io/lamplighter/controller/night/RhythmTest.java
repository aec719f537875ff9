package io.lamplighter.controller.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.ZoneName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
    private static final Rhythm WORKING_DAYS =
            new Rhythm(new CronExpression("30 6 * * mon-fri"), new ZoneName("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            2026-12-01T05:29:59Z, -
            2026-12-01T05:30:00Z, 2026-12-01T05:30:00Z
            2026-12-01T17:29:59Z, 2026-12-01T05:30:00Z
            2026-12-01T17:30:00Z, -
            2026-12-05T06:00:00Z, -
            2026-06-01T04:30:00Z, 2026-06-01T04:30:00Z
            """)
    void tellsAMorningOfItsZoneForTwelveHours(Instant now, Instant due) {
        assertThat(WORKING_DAYS.due(now)).isEqualTo(Optional.ofNullable(due));
    }

    @Test
    void pausesLongerAfterEachTryAndNeverForLong() {
        assertThat(IntStream.rangeClosed(1, 10).mapToObj(Rhythm::pause).map(Duration::toMinutes))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L, 30L, 30L);
    }
}
