package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.api.machine.CudaState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaProbeTest {
    private static final Optional<Path> TOOL = Optional.of(Path.of("/usr/bin/nvidia-smi"));

    @TempDir
    Path root;

    private FakeMachine machine;
    private final ScriptedCommands commands = new ScriptedCommands();

    @BeforeEach
    void startEmpty() {
        machine = new FakeMachine(root);
    }

    @Test
    void findsNoDriverOnlyWhereNothingSpeaksOfOne() throws Exception {
        NvidiaReading reading = probe(Optional.empty()).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Absent());
        assertThat(reading.onBus()).isZero();
    }

    @Test
    void overlooksWhatIsNoGpuOfNvidia() throws Exception {
        machine.device("0000:00:02.0", "0x8086", "0x030000", "i915");
        machine.device("0000:01:00.1", "0x10de", "0x040300", "snd_hda_intel");

        NvidiaReading reading = probe(Optional.empty()).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Absent());
    }

    @Test
    void readsDriverCudaAndGpus() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").gpu("0000:0c:00.0", "nvidia").module("580.95.05");
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"))
                .when("--version", NvidiaSmiTest.recording("version-610.txt"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Loaded("580.95.05", "13.3"));
        assertThat(reading.gpus()).hasSize(2);
        assertThat(reading.onBus()).isEqualTo(2);
        assertThat(reading.module()).isEqualTo(new KernelModule("580.95.05", ""));
        assertThat(reading.nvml()).isEqualTo("610.20");
    }

    @Test
    void readsCudaFromTheTableOfAToolThatKnowsNoVersionOption() throws Exception {
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"))
                .when("--version", new Exited(1, "Invalid combination of input arguments."))
                .when("nvidia-smi", NvidiaSmiTest.recording("table-470.txt"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Loaded("580.95.05", "11.4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            18  | Failed to initialize NVML: Driver/library version mismatch                      | driver.version_mismatch
            255 | Failed to initialize NVML: Driver/library version mismatch                      | driver.version_mismatch
            9   | NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.   | driver.not_loaded
            15  | GPU is lost.  Reboot the system to recover this GPU                             | gpu.lost
            255 | Unable to determine the device handle for GPU 0000:05:00.0: Unknown Error       | gpu.lost
            12  | NVIDIA-SMI couldn't find libnvidia-ml.so library in your system.                | driver.library_missing
            16  | GPU requires reset                                                              | gpu.reset_required
            4   | Failed to initialize NVML: Insufficient Permissions                             | driver.denied
            6   | No devices were found                                                           | gpu.lost
            """)
    void namesTheHealthCheckOfAFailure(int status, String output, String check) throws Exception {
        machine.gpu("0000:01:00.0", "nvidia");
        commands.when("--query-gpu", new Exited(status, output + "\n"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(CudaState.idOf(blocked(reading))).isEqualTo(check);
    }

    @Test
    void namesTheDriverThatDoesNotAnswer() throws Exception {
        commands.when("--query-gpu", new TimedOut());

        NvidiaReading reading = probe(TOOL).read();

        assertThat(blocked(reading)).isInstanceOf(CudaState.Unresponsive.class);
    }

    @Test
    void keepsWhatNobodyKnowsAsSeen() throws Exception {
        commands.when("--query-gpu", new Exited(77, "the moon is in the wrong phase"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver())
                .isEqualTo(new CudaState.Unknown(null, "nvidia-smi ends with 77: the moon is in the wrong phase"));
    }

    @Test
    void guessesNoComputeCapabilityWhereAnOldDriverDoesNotSayIt() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").module("470.256.02");
        commands.when("--query-gpu", new Exited(2, "Field \"compute_cap\" is not a valid field to query."));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver())
                .isEqualTo(new CudaState.Unknown(
                        null,
                        "the driver 470.256.02 is too old to tell compute_cap of its GPUs; install a newer driver, 510"
                                + " or later"));
        assertThat(reading.gpus()).isEmpty();
    }

    @Test
    void findsTheModuleThatDiffersFromTheTools() throws Exception {
        machine.module("570.124.06");
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"));

        assertThat(blocked(probe(TOOL).read())).isInstanceOf(CudaState.VersionMismatch.class);
    }

    @Test
    void findsTheGpuThatTheDriverHasTakenAndDoesNotList() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").gpu("0000:0c:00.0", "nvidia").gpu("0000:0d:00.0", "nvidia");
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(blocked(reading)).isInstanceOf(CudaState.GpuLost.class);
        assertThat(reading.gpus()).hasSize(2);
    }

    @Test
    void doesNotMissTheGpuThatWasHandedToAGuest() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").gpu("0000:0c:00.0", "nvidia").gpu("0000:0d:00.0", "vfio-pci");
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"));

        assertThat(probe(TOOL).read().driver()).isInstanceOf(CudaState.Loaded.class);
    }

    @Test
    void findsAGpuWithoutDriverAndSaysWhoHasTakenIt() throws Exception {
        machine.gpu("0000:01:00.0", "nouveau");

        CudaState.Blocked blocked = blocked(probe(Optional.empty()).read());

        assertThat(CudaState.idOf(blocked)).isEqualTo("driver.not_loaded");
        assertThat(blocked.reason()).contains("nouveau has taken the GPU");
    }

    @Test
    void findsAModuleWithoutItsTools() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").module("580.95.05");

        assertThat(blocked(probe(Optional.empty()).read())).isInstanceOf(CudaState.LibraryMissing.class);
    }

    @Test
    void callsLeftOverToolsNeitherDriverNorAbsence() throws Exception {
        CommandResult notLoaded = new Exited(9, "NVIDIA-SMI has failed because it couldn't communicate");
        commands.when("--query-gpu", notLoaded);

        CudaState.Blocked blocked = blocked(probe(TOOL).read());

        assertThat(blocked.check()).isEmpty();
        assertThat(blocked.reason()).contains("neither a module nor a GPU");
    }

    @Test
    void seesThatEveryGpuSleeps() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").gpu("0000:0c:00.0", "nvidia").asleep("0000:01:00.0");
        boolean oneAwake = probe(TOOL).asleep();

        machine.asleep("0000:0c:00.0");

        assertThat(oneAwake).isFalse();
        assertThat(probe(TOOL).asleep()).isTrue();
    }

    private static CudaState.Blocked blocked(NvidiaReading reading) {
        return (CudaState.Blocked) reading.driver();
    }

    private NvidiaProbe probe(Optional<Path> tool) throws IOException {
        return new NvidiaProbe(root, () -> tool, commands, Duration.ofSeconds(1));
    }
}
