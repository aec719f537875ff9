package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeScheduleTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-2S"})
    void leavesADriverSomeTimeToAnswer(Duration deadline) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ProbeSchedule.deadline(deadline))
                .withMessageStartingWith("lamplighter.telemetry.gpu-deadline: ")
                .withMessageEndingWith("found " + deadline);
    }

    @Test
    void takesWhatIsConfigured() {
        assertThat(ProbeSchedule.deadline(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    }
}
