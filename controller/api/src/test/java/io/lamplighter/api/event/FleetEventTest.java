package io.lamplighter.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.Signature;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetEventTest {
    private static final FleetEvent FAILED = FleetEvent.of(
            4_194_305,
            Instant.parse("2026-12-01T02:10:00Z"),
            Happening.on(new MachineName("gpu-7"), EventReason.RUN_FAILED, "")
                    .of(new EnvironmentName("torch"))
                    .changing(null, "torch 2.10.0 cu126")
                    .because(new Failure(
                            new Signature("IMPORT_FAILED:numpy"),
                            "numpy\u001b[2J cannot\nbe imported",
                            null,
                            "deny the release",
                            null,
                            "")));
    private static final String JSON = """
            {"number":4194305,"at":"2026-12-01T02:10:00Z","reason":"RunFailed","machine":"gpu-7","environment":"torch",\
            "to":"torch 2.10.0 cu126","signature":"IMPORT_FAILED:numpy","remedy":"deny the release",\
            "detail":"numpy [2J cannot be imported"}""";

    @Test
    void isWrittenAsOneFlatObjectThatSteersNoTerminal() throws Exception {
        assertThat(Wire.write(FAILED)).isEqualTo(JSON);
        assertThat(Wire.mapper().readValue(JSON, FleetEvent.class)).isEqualTo(FAILED);
    }

    @Test
    void isReadFromALaterVersion() throws Exception {
        String later = JSON.replace("RunFailed", "RunSlept").replace("\"number\"", "\"mood\":\"calm\",\"number\"");

        assertThat(Wire.mapper().readValue(later, FleetEvent.class).reason()).isEqualTo(EventReason.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void findsEachReasonByWhatIsShownOfIt(EventReason reason) {
        assertThat(Wire.write(reason)).isEqualTo('"' + reason.label() + '"');
        assertThat(EventReason.find(reason.label().toLowerCase(java.util.Locale.ROOT)))
                .contains(reason);
    }
}
