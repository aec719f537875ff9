package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.nvml.Sleep;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.Slice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaByLibraryTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Optional<Path> TOOL = Optional.of(Path.of("/usr/bin/nvidia-smi"));

    @TempDir
    Path root;

    private FakeMachine machine;
    private NvmlStandIn library;
    private final ScriptedCommands commands = new ScriptedCommands();

    @BeforeEach
    void startWithOneGpu() throws Exception {
        machine = new FakeMachine(root).gpu("0000:01:00.0", "nvidia").module("580.95.05");
        library = NvmlStandIn.in(root.resolve("nvml")).gpu("GPU-a", "0000:01:00");
    }

    @Test
    void readsDriverCudaAndGpusWithoutTheTool() throws Exception {
        NvidiaReading reading = probe(Optional.empty()).read();

        assertThat(reading.driver()).isEqualTo(new CudaState.Loaded("580.95.05", "13.0"));
        assertThat(reading.nvml()).isEqualTo("580.95.05");
        assertThat(reading.listedBy()).isEqualTo("nvml");
        assertThat(reading.gpus())
                .containsExactly(new NvidiaReading.ListedGpu(
                        0,
                        new Gpu("GPU-a", "NVIDIA RTX A6000", new ComputeCapability(8, 6), 49140),
                        "0000:01:00.0",
                        "94.02.5C.00.02",
                        null));
    }

    @Test
    void asksTheToolOnlyWhenTheAnswerIsANewOne() throws Exception {
        commands.when("--query-gpu", row("GPU-a"));
        NvidiaProbe probe = probe(TOOL);

        probe.read();
        probe.read();
        long before = asked("--query-gpu");
        library.gpu("GPU-b", "0000:02:00");
        probe.read();

        assertThat(before).isEqualTo(1);
        assertThat(asked("--query-gpu")).isEqualTo(2);
    }

    @Test
    void doesNotChooseBetweenTwoThatDisagree() throws Exception {
        commands.when("--query-gpu", row("GPU-b"));

        CudaState driver = probe(TOOL).read().driver();

        assertThat(driver)
                .isEqualTo(new CudaState.Unknown(
                        "gpu.count", "NVML says driver 580.95.05 with GPU-a, nvidia-smi driver 580.95.05 with GPU-b"));
    }

    @Test
    void isNotContradictedByAToolThatFails() throws Exception {
        commands.when("--query-gpu", new Exited(1, "no such thing"));

        assertThat(probe(TOOL).read().driver()).isInstanceOf(CudaState.Loaded.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9   | driver.not_loaded       | nvmlInitWithFlags returns driver_not_loaded (9)
            18  | driver.version_mismatch | nvmlInitWithFlags returns lib_rm_version_mismatch (18)
            4   | driver.denied           | nvmlInitWithFlags returns no_permission (4)
            17  | driver.denied           | nvmlInitWithFlags returns operating_system (17)
            15  | gpu.lost                | nvmlInitWithFlags returns gpu_is_lost (15)
            12  | driver.library_missing  | nvmlInitWithFlags returns library_not_found (12)
            """)
    void namesTheHealthCheckOfALibraryThatFails(int code, String check, String reason) throws Exception {
        library.set("return.nvmlInitWithFlags", String.valueOf(code));

        CudaState.Blocked driver =
                (CudaState.Blocked) probe(Optional.empty()).read().driver();

        assertThat(CudaState.idOf(driver)).isEqualTo(check);
        assertThat(driver.reason()).isEqualTo(reason);
    }

    @Test
    void isDeniedWhereTheModuleIsLoadedAndProgramsCannotFindIt() throws Exception {
        Files.delete(root.resolve("dev/nvidiactl"));
        library.set("return.nvmlInitWithFlags", "9");

        CudaState driver = probe(Optional.empty()).read().driver();

        assertThat(driver).isInstanceOf(CudaState.Denied.class);
        assertThat(((CudaState.Blocked) driver).reason())
                .startsWith("nvmlInitWithFlags returns driver_not_loaded (9)")
                .contains("/dev/nvidiactl is not there");
    }

    @Test
    void believesTheToolWhereTheLibraryFails() throws Exception {
        library.set("return.nvmlInitWithFlags", "999");
        commands.when("--query-gpu", row("GPU-a"));

        NvidiaReading reading = probe(TOOL).read();

        assertThat(reading.driver()).isInstanceOf(CudaState.Loaded.class);
        assertThat(reading.listedBy()).isEqualTo("nvidia_smi");
    }

    @ParameterizedTest
    @CsvSource({"0.return, 15, gpu.lost", "0.return, 16, gpu.reset_required", "0.field.230, 2, gpu.reset_required"})
    void namesTheHealthCheckOfAGpu(String key, String value, String check) throws Exception {
        library.gpu("GPU-b", "0000:02:00");
        machine.gpu("0000:02:00.0", "nvidia");
        library.set(key, value);

        NvidiaReading reading = probe(Optional.empty()).read();

        assertThat(CudaState.idOf((CudaState.Blocked) reading.driver())).isEqualTo(check);
        assertThat(reading.gpus()).extracting(gpu -> gpu.gpu().uuid()).contains("GPU-b");
    }

    @Test
    void missesTheLibraryOfCuda() throws Exception {
        library.without("cuda");

        CudaState driver = probe(Optional.empty()).read().driver();

        assertThat(driver).isEqualTo(new CudaState.LibraryMissing("NVML finds no libcuda.so.1"));
    }

    @Test
    void missesTheLibraryOfCudaWhereAnotherHasItsName() throws Exception {
        library.set("return.nvmlSystemGetCudaDriverVersion_v2", "13");

        CudaState driver = probe(Optional.empty()).read().driver();

        assertThat(driver)
                .isEqualTo(new CudaState.LibraryMissing("the libcuda.so.1 that NVML finds has no cuDriverGetVersion"));
    }

    /** It is not known which CUDA such a driver runs. */
    @Test
    void missesNothingWhereNvmlIsTooOldToBeAskedForCuda() throws Exception {
        library = NvmlStandIn.in(root.resolve("old"), "nvmlSystemGetCudaDriverVersion_v2")
                .gpu("GPU-a", "0000:01:00");

        CudaState driver = probe(Optional.empty()).read().driver();

        assertThat(driver).isEqualTo(new CudaState.Loaded("580.95.05", null));
    }

    @Test
    void looksAgainForAGpuThatOnlyTheBusHas() throws Exception {
        machine.gpu("0000:02:00.0", "nvidia");
        NvidiaProbe probe = probe(Optional.empty());

        CudaState without = probe.read().driver();
        library.gpu("GPU-b", "0000:02:00");
        CudaState with = probe.read().driver();

        assertThat(without).isInstanceOf(CudaState.GpuLost.class);
        assertThat(with).isInstanceOf(CudaState.Loaded.class);
    }

    @Test
    void startsNoToolBesideACallThatHangs() throws Exception {
        library.set("hang.nvmlDeviceGetName", "1");

        NvidiaProbe probe = probe(TOOL, Duration.ofMillis(200));

        CudaState driver = probe.read().driver();
        long asked = asked("nvidia-smi");
        library.without("hang.nvmlDeviceGetName");
        await().until(() -> probe.read().driver() instanceof CudaState.Loaded);

        assertThat(driver)
                .isEqualTo(new CudaState.Unresponsive("a call into it has not come back since 2026-11-30T08:00:00Z"));
        assertThat(asked).isZero();
    }

    @Test
    void seesAPartitionedGpu() throws Exception {
        library.set("0.mig", "1,1").set("0.instances", "MIG-1");

        NvidiaReading reading = probe(Optional.empty()).read();

        assertThat(reading.gpus().getFirst().gpu().slice()).isEqualTo(Slice.MIG);
    }

    @Test
    void seesTheModuleThatTheLibraryIsNotOf() throws Exception {
        library.driver("580.105.08");

        CudaState driver = probe(Optional.empty()).read().driver();

        assertThat(driver).isEqualTo(new CudaState.VersionMismatch("module 580.95.05, the library says 580.105.08"));
    }

    private long asked(String part) {
        return commands.asked().stream().filter(line -> line.contains(part)).count();
    }

    private static Exited row(String uuid) {
        return new Exited(
                0,
                "0, " + uuid
                        + ", 8.6, 49140, 580.95.05, 00000000:01:00.0, 0x223010DE, 94.02, Disabled, NVIDIA RTX A6000\n");
    }

    private NvidiaProbe probe(Optional<Path> tool) {
        return probe(tool, Duration.ofMinutes(1));
    }

    private NvidiaProbe probe(Optional<Path> tool, Duration deadline) {
        Nvml nvml = new Nvml(new NvmlLocations(List.of(library.library())), Sleep.NEVER, deadline, () -> NOW, _ -> {});
        return new NvidiaProbe(root, nvml, () -> tool, commands, Duration.ofSeconds(1));
    }
}
