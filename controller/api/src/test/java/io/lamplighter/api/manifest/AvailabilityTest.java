package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.json.Wire;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityTest {
    private static final String HOURS = "{cron: \"0 8 * * mon-fri\", zone: Europe/Berlin, duration: 10h}";

    @ParameterizedTest
    @CsvSource(textBlock = """
            # silent since,       until now,            expected
            2026-12-01T08:00:00Z, 2026-12-01T08:04:00Z, true
            2026-12-01T06:59:00Z, 2026-12-01T07:03:00Z, false
            2026-12-01T16:58:00Z, 2026-12-01T17:02:00Z, false
            2026-12-01T16:50:00Z, 2026-12-01T16:54:00Z, true
            2026-11-30T16:50:00Z, 2026-12-01T08:00:00Z, false
            2026-12-05T11:00:00Z, 2026-12-05T11:04:00Z, false
            2026-06-01T06:30:00Z, 2026-06-01T06:34:00Z, true
            """)
    void expectsAMachineInItsHoursOnceItHadTheTimeToCome(Instant since, Instant until, boolean expected)
            throws Exception {
        assertThat(read(HOURS).expects(since, until)).isEqualTo(expected);
    }

    @Test
    void isReadAndWrittenInEachOfItsForms() throws Exception {
        assertThat(read("always").kind()).isEqualTo(Availability.Kind.ALWAYS);
        assertThat(read("bestEffort").kind()).isEqualTo(Availability.Kind.BEST_EFFORT);
        String json = """
                {"cron":"0 8 * * mon-fri","zone":"Europe/Berlin","duration":"10h"}""";
        assertThat(Wire.write(read(HOURS))).isEqualTo(json);
        assertThat(Wire.mapper().readValue(json, Availability.class)).isEqualTo(read(HOURS));
        assertThat(Wire.write(read("always"))).isEqualTo("\"always\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sometimes                                                        | availability is always, bestEffort, or hours
            best-effort                                                      | did you mean bestEffort?
            [always]                                                         | availability is always, bestEffort, or hours
            '{cron: "0 8 * * *", zone: Europe/Berlin}'                       | duration
            '{cron: "0 8 * * *", zone: Berlin, duration: 10h}'               | did you mean Europe/Berlin?
            '{cron: "0 8 * * *", zone: Europe/Berlin, duration: 8d}'         | duration is up to 7d
            '{cron: "0 8 * * *", zone: Europe/Berlin, duration: 8h, day: 1}' | day
            """)
    void saysWhatIsWrong(String text, String said) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(said);
    }

    private static Availability read(String text) throws ManifestException {
        Group group =
                (Group) ManifestReader.read("group.yaml", """
                        apiVersion: lamplighter.io/v1
                        kind: Group
                        metadata: {name: teaching}
                        spec: {selector: {}, availability: %s}
                        """.formatted(text)).getFirst();
        return Objects.requireNonNull(group.spec().availability());
    }
}
