package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.Sleep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlProbeTest {
    private static final NvmlReading NO_LIBRARY = new NvmlReading.NoLibrary(List.of());

    @TempDir
    Path root;

    private NvmlProbe probe;

    @BeforeEach
    void start() {
        probe = new NvmlProbe(
                root,
                new Nvml(
                        new NvmlLocations(List.of()),
                        Sleep.NEVER,
                        Duration.ofMinutes(1),
                        InstantSource.system(),
                        _ -> {}));
    }

    @Test
    void missesNoLibraryWhereNothingNeedsOne() {
        assertThat(probe.failure(NO_LIBRARY)).isEmpty();
    }

    @Test
    void missesTheLibraryOfAGpuOnTheBus() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "");

        assertThat(probe.failure(NO_LIBRARY)).contains("no_library");
    }

    @Test
    void callsALibraryThatIsLeftAloneNoFailure() {
        assertThat(probe.failure(new NvmlReading.Asleep())).isEmpty();
        assertThat(probe.failure(new NvmlReading.Released(Instant.EPOCH))).isEmpty();
        assertThat(probe.failure(new NvmlReading.Unresponsive(Instant.EPOCH))).contains("unresponsive");
    }

    /** An alert on an increase misses the first of a series that begins with it. */
    @Test
    void countsEveryFailureThatACheckTellsOfFromZero() {
        assertThat(probe.failures())
                .contains(
                        "no_permission",
                        "driver_not_loaded",
                        "library_not_found",
                        "function_not_found",
                        "gpu_is_lost",
                        "reset_required",
                        "operating_system",
                        "lib_rm_version_mismatch",
                        "unknown",
                        "no_library",
                        "unusable_library",
                        "unresponsive");
    }
}
