package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.api.machine.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineManifestTest {
    @Test
    void putsLabelsOverThoseOfTheTokenANameAtATime() throws ManifestException {
        MachineManifest machine = read("{labels: {room: b13, shelf: top, spare: \"\"}}");

        assertThat(machine.spec().over(Map.of("room", "b12", "site", "north", "spare", "yes")))
                .isEqualTo(Map.of("room", "b13", "shelf", "top", "site", "north"));
        assertThat(ManifestReader.read("-", ManifestReader.write(machine))).isEqualTo(List.of(machine));
    }

    @Test
    void endsAHoldByItself() throws ManifestException {
        MachineManifest day = read("{hold: {until: 2026-12-24, reason: a paper}}");
        MachineManifest hour = read("{hold: {until: \"2026-12-24T08:00:00Z\", reason: a paper}}");

        assertThat(day.holdAt(Instant.parse("2026-12-24T23:59:59Z")))
                .contains(new Hold(Instant.parse("2026-12-25T00:00:00Z"), "a paper"));
        assertThat(day.holdAt(Instant.parse("2026-12-25T00:00:00Z"))).isEmpty();
        assertThat(hour.holdAt(Instant.parse("2026-12-24T08:00:00Z"))).isEmpty();
        assertThat(ManifestReader.read("-", ManifestReader.write(hour))).isEqualTo(List.of(hour));
    }

    @Test
    void hasAHostName() throws ManifestException {
        assertThat(read("{}").name().value()).isEqualTo("ws-01.lab.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {labels: {fact/gpu: T4}}   | /spec/labels/fact~1gpu | "fact/gpu" is computed from what a machine says of itself: no operator sets it, and no source or credential is given by it; name a label that an operator gave
            {labels: {room: "b 12"}}   | /spec/labels/room      | a label's value is 1 to 63 letters, digits, dots, dashes and underscores, or "" to take the label away; found "b 12"
            {labels: {room: 12}}       | /spec/labels/room      | expected text, found the number 12; quotes are missing, write "12"
            {hold: {until: 2026-12-24}} | /spec/hold            | required field "reason" is missing
            {hold: {until: friday, reason: x}} | /spec/hold/until | until is the last day, like 2026-12-24, or a time, like 2026-12-24T08:00:00Z; found "friday"
            {hold: {until: 2026-12-24, reason: " "}} | /spec/hold/reason | reason is one line of 1 to 120 characters; found " "
            {label: {room: b12}}       | /spec/label            | unknown field "label"; did you mean "labels"?
            """)
    void saysWhatIsWrong(String spec, String path, String message) {
        ManifestException refused = catchThrowableOfType(ManifestException.class, () -> read(spec));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).isEqualTo(message);
        });
    }

    @Test
    void refusesLabelsWhereNoGroupLooks() {
        ManifestException refused =
                catchThrowableOfType(ManifestException.class, () -> ManifestReader.read("ws.yaml", """
                        apiVersion: lamplighter.io/v1
                        kind: Machine
                        metadata: {name: ws-01, labels: {room: b12}}
                        """));

        assertThat(refused)
                .hasMessageEndingWith(
                        "labels that groups select a machine by stand in spec.labels, not in metadata.labels");
    }

    private static MachineManifest read(String spec) throws ManifestException {
        return (MachineManifest)
                ManifestReader.read("ws.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Machine
                metadata: {name: ws-01.lab.example}
                spec: %s
                """.formatted(spec)).getFirst();
    }
}
