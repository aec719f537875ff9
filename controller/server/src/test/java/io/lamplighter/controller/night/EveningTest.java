package io.lamplighter.controller.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.schedule.ZoneName;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveningTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-02T07:00:00Z, Europe/Berlin,       2026-12-01T17:00:00Z
            2026-12-02T22:30:00Z, Europe/Berlin,       2026-12-01T17:00:00Z
            2026-12-02T23:30:00Z, Europe/Berlin,       2026-12-02T17:00:00Z
            2026-03-29T06:00:00Z, Europe/Berlin,       2026-03-28T17:00:00Z
            2026-03-30T06:00:00Z, Europe/Berlin,       2026-03-29T16:00:00Z
            2026-12-02T14:00:00Z, America/New_York,    2026-12-01T23:00:00Z
            2026-12-01T22:00:00Z, Australia/Lord_Howe, 2026-12-01T07:00:00Z
            """)
    void isSixOfTheDayBefore(Instant time, String zone, Instant evening) {
        assertThat(Evening.before(time, new ZoneName(zone))).isEqualTo(evening);
    }

    @Test
    void isInTheZoneOfMostWindows() throws Exception {
        assertThat(Evening.zone(Stream.of(group("a", "UTC"), group("b", "Europe/Berlin"), group("c", "Europe/Berlin"))))
                .contains(new ZoneName("Europe/Berlin"));
        assertThat(Evening.zone(Stream.of(group("a", "UTC"), group("b", "Europe/Berlin"))))
                .as("of as many the first by name")
                .contains(new ZoneName("Europe/Berlin"));
        assertThat(Evening.zone(Stream.of())).isEmpty();
    }

    private static Group group(String name, String zone) throws ManifestException {
        return (Group)
                ManifestReader.read("group.yaml", """
                        apiVersion: lamplighter.io/v1
                        kind: Group
                        metadata: {name: %s}
                        spec: {selector: {}, window: {cron: "0 2 * * *", zone: %s, duration: 3h}}
                        """.formatted(name, zone)).getFirst();
    }
}
