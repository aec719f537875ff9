package io.lamplighter.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "209715200, 200 MiB",
        "2791728742, 2.6 GiB",
        "9223372036854775807, 8192 PiB",
    })
    void writesSizesForPeople(long bytes, String expected) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 00:00", "61, 01:01", "3599, 59:59", "3661, 1:01:01", "360000, 100:00:00"})
    void writesElapsedTime(long seconds, String expected) {
        assertThat(Quantity.elapsed(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "30m, PT30M", "24h, PT24H", "7d, P7D"})
    void readsDurations(String text, Duration expected) {
        assertThat(Quantity.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "h", "0s", "-5s", "1.5h", "5 s", "5w", "9999999999s"})
    void readsNothingElse(String text) {
        assertThat(Quantity.duration(text)).isEmpty();
    }
}
