package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.nvml.NvmlStandIn;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeScheduleTest {
    @TempDir
    Path root;

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

    /** Metrics can be read without a token. */
    @ParameterizedTest
    @CsvSource({"ON, GPU-a", "OFF, ''"})
    void tellsWhoseMemoryIsInUseOnlyWhereThatIsWanted(TelemetryConfig.Gpu wanted, String gpus) throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root.resolve("nvml")).gpu("GPU-a", "0000:01:00");
        UserMemory memory = new UserMemory(root);

        new ProbeSchedule(GpuInventory.of(root, library, InstantSource.system()), memory, new Telemetry(wanted)).gpus();

        assertThat(String.join("", memory.byGpu().keySet())).isEqualTo(gpus);
    }

    private record Telemetry(Gpu memoryByUser) implements TelemetryConfig {
        @Override
        public Gpu gpu() {
            return Gpu.ON;
        }

        @Override
        public Duration gpuEvery() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration gpuDeadline() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Optional<Path> nvml() {
            return Optional.empty();
        }
    }
}
