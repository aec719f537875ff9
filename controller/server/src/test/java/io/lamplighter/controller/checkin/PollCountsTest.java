package io.lamplighter.controller.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.controller.checkin.PollCounts.Result;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PollCountsTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final PollCounts counts = new PollCounts(meters);

    @ParameterizedTest
    @EnumSource
    void beginsAtZeroForWhateverMayBecomeOfAPoll(Result result) {
        assertThat(counts.of(result)).isZero();
        assertThat(timer(result).totalTime(TimeUnit.NANOSECONDS)).isZero();
    }

    @Test
    void timesEachPollUntilItsAnswer() {
        Timer.Sample slow = counts.begin();
        Timer.Sample quick = counts.begin();
        clock.add(Duration.ofMillis(2));
        counts.end(quick, Result.UNCHANGED);
        clock.add(Duration.ofMillis(40));
        counts.end(slow, Result.CHANGED);

        assertThat(counts.of(Result.UNCHANGED)).isOne();
        assertThat(timer(Result.UNCHANGED).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2);
        assertThat(timer(Result.CHANGED).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            200, CHANGED
            304, UNCHANGED
            401, REFUSED
            404, REFUSED
            500, FAILED
            503, FAILED
            """)
    void knowsFromTheStatusWhatBecameOfAPoll(int status, Result result) {
        assertThat(Result.of(status)).isEqualTo(result);
    }

    private Timer timer(Result result) {
        return meters.get("lamplighter.controller.poll")
                .tag("result", result.label())
                .timer();
    }
}
