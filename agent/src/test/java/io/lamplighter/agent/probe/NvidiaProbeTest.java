package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    void overlooksWhatIsNoGpu() throws Exception {
        machine.device("0000:02:00.0", "0x1a03", "0x030000", "ast");
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
    void isDeniedWhereTheModuleIsLoadedAndTheToolCannotFindIt() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").module("580.95.05");
        Files.delete(root.resolve("dev/nvidiactl"));
        commands.when("--query-gpu", new Exited(9, "NVIDIA-SMI has failed because it couldn't communicate"));

        assertThat(blocked(probe(TOOL).read())).isInstanceOf(CudaState.Denied.class);
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
    void looksUpWhatADriverBefore510DoesNotSay() throws Exception {
        machine.gpu("0000:03:00.0", "nvidia").gpu("0000:81:00.0", "nvidia").module("470.256.02");
        commands.when("compute_cap", refusal("compute_cap"))
                .when("--query-gpu", NvidiaSmiTest.recording("gpus-470.csv"))
                .when("--version", new Exited(1, "Invalid combination of input arguments."))
                .when("nvidia-smi", NvidiaSmiTest.recording("table-470.txt"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Loaded("470.256.02", "11.4"));
        assertThat(reading.gpus())
                .extracting(gpu -> gpu.gpu().computeCapability().toString())
                .containsExactly("3.5", "8.0");
        assertThat(reading.gpus()).extracting(gpu -> gpu.gpu().slice()).containsExactly(null, Slice.MIG);
    }

    @Test
    void leavesOutAllThatADriverBefore450Refuses() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").gpu("0000:02:00.0", "nvidia").module("390.157");
        commands.when("compute_cap", refusal("compute_cap"))
                .when("mig.mode.current", refusal("mig.mode.current"))
                .when("--query-gpu", NvidiaSmiTest.recording("gpus-390.csv"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Loaded("390.157", null));
        assertThat(reading.gpus())
                .extracting(NvidiaReading.ListedGpu::lookedUp)
                .extracting(row -> row.id() + " " + row.chip().name())
                .containsExactly("1b06 GP102", "0fc6 GK107");
    }

    @Test
    void guessesNoComputeCapabilityOfACardThatNoRowNames() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").module("390.157");
        commands.when("compute_cap", refusal("compute_cap"))
                .when("mig.mode.current", refusal("mig.mode.current"))
                .when(
                        "--query-gpu",
                        "0, GPU-0a, 1218, 390.157, 00000000:01:00.0, 0x108010DE, 70.10.17.00.01, GeForce GTX 580");

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver())
                .isEqualTo(new CudaState.Unknown(
                        null,
                        "the driver 390.157 is too old to tell the compute capability of GeForce GTX 580, and none is"
                                + " known of its PCI id 10de:1080; a driver from 510 on would tell"));
        assertThat(reading.gpus()).isEmpty();
    }

    @Test
    void saysWhichFieldADriverDoesNotKnowThatIsNeeded() throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").module("304.137");
        commands.when("--query-gpu", refusal("pci.device_id"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver())
                .isEqualTo(
                        new CudaState.Unknown(null, "the driver 304.137 is too old to tell pci.device_id of its GPUs"));
        assertThat(commands.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            580.95.05, 580.95.05,  -
            580.95.05, -,          -
            -,         590.48.01,  590.48.01
            590.48.01, 580.95.05,  590.48.01
            590.48.01, 610.20.01,  610.20.01
            580.9.05,  570.211.01, -
            """)
    void seesTheDriverThatTheNextBootBrings(
            @Nullable String library, @Nullable String module, @Nullable String installed) throws Exception {
        machine.gpu("0000:01:00.0", "nvidia").gpu("0000:0c:00.0", "nvidia").module("580.95.05");
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"))
                .when("--version", NvidiaSmiTest.recording("version-535.txt"));
        if (library != null) {
            machine.library(library);
        }
        if (module != null) {
            Path file = machine.moduleOnDisk("updates/dkms/nvidia-current.ko.xz");
            commands.when("modinfo -F version " + file, module + "\n");
        }

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver())
                .isEqualTo(
                        installed == null
                                ? new CudaState.Loaded("580.95.05", "12.2")
                                : new CudaState.RebootPending("580.95.05", "12.2", installed));
    }

    @Test
    void findsTheDriverOfWindows() throws Exception {
        machine.underWindows().library("590.48.01");
        commands.when(
                        "--query-gpu",
                        "0, GPU-0a, 8.9, 24564, 560.94, 00000000:01:00.0, 0x268410DE, 95.02.18.80.5F, [N/A],"
                                + " NVIDIA GeForce RTX 4090")
                .when("--version", NvidiaSmiTest.recording("version-535.txt"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Wsl("560.94", "12.2"));
        assertThat(reading.gpus()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9  | NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.        | driver.not_loaded
            17 | Failed to initialize NVML: GPU access blocked by the operating system                | driver.denied
            """)
    void namesTheHealthCheckOfAFailureUnderWindows(int status, String output, String check) throws Exception {
        machine.underWindows();
        commands.when("--query-gpu", new Exited(status, output));

        assertThat(CudaState.idOf(blocked(probe(TOOL).read()))).isEqualTo(check);
    }

    @Test
    void findsNoDriverUnderAWindowsThatLendsNone() throws Exception {
        machine.underWindows().device("2f2c:00:00.0", "0x1414", "0x008e", "0x030200", "dxgkrnl");
        CudaState without = probe(Optional.empty()).read().driver();

        machine.write(root.resolve("usr/lib/wsl/lib/libcuda.so.1"), "");
        CudaState lent = probe(Optional.empty()).read().driver();

        assertThat(without).isEqualTo(new CudaState.Absent());
        assertThat(lent).isInstanceOf(CudaState.LibraryMissing.class);
    }

    @Test
    void namesTheGpuThatCudaDoesNotServe() throws Exception {
        machine.device("0000:00:02.0", "0x8086", "0x3e98", "0x030000", "i915")
                .device("0000:03:00.0", "0x1002", "0x744c", "0x030000", "amdgpu");

        NvidiaReading reading = probe(Optional.empty()).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.OtherVendor("AMD", "1002:744c"));
        assertThat(reading.onBus()).isZero();
    }

    @Test
    void letsNoGpuOfAnotherVendorStandForTheOneOfNvidia() throws Exception {
        machine.device("0000:00:02.0", "0x8086", "0x3e98", "0x030000", "i915").gpu("0000:01:00.0", "");
        CudaState without = probe(Optional.empty()).read().driver();

        commands.when(
                "--query-gpu",
                "0, GPU-0a, 8.6, 24576, 580.95.05, 00000000:01:00.0, 0x223110DE, x, [N/A], NVIDIA RTX A5000");
        CudaState with = probe(TOOL).read().driver();

        assertThat(without).isInstanceOf(CudaState.NotLoaded.class);
        assertThat(with).isEqualTo(new CudaState.Loaded("580.95.05", null));
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
    void saysThatNouveauHasTakenTheGpu() throws Exception {
        machine.gpu("0000:01:00.0", "nouveau");
        CudaState withoutTool = probe(Optional.empty()).read().driver();

        commands.when("--query-gpu", new Exited(9, "NVIDIA-SMI has failed because it couldn't communicate"));
        CudaState withTool = probe(TOOL).read().driver();

        assertThat(withoutTool)
                .isEqualTo(new CudaState.Nouveau("1 GPU on the bus and no driver; nouveau has taken the GPU"));
        assertThat(withTool).isInstanceOf(CudaState.Nouveau.class);
    }

    @Test
    void saysThatNouveauHasTakenTheGpuOfALoadedModule() throws Exception {
        machine.gpu("0000:01:00.0", "nouveau").module("580.95.05");
        commands.when("--query-gpu", new Exited(6, "No devices were found"));

        assertThat(probe(TOOL).read().driver()).isInstanceOf(CudaState.Nouveau.class);
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

    private static CommandResult refusal(String field) {
        return new Exited(2, "Field \"" + field + "\" is not a valid field to query.\n\n");
    }

    private static CudaState.Blocked blocked(NvidiaReading reading) {
        return (CudaState.Blocked) reading.driver();
    }

    private NvidiaProbe probe(Optional<Path> tool) throws IOException {
        return new NvidiaProbe(root, null, () -> tool, commands, Duration.ofSeconds(1));
    }
}
