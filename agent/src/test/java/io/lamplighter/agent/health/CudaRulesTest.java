package io.lamplighter.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.KernelModule;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts.Disk;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.OnGpu;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final PlanId PLAN = new PlanId("0".repeat(64));
    private static final long GIB = 1L << 30;

    @Test
    void findsCudaWellWhereItSeesEveryGpu() {
        assertThat(driver(new CudaTrial.Ready(13000, 2), 2, null)).isEqualTo(new Status.Ok());
    }

    @Test
    void findsThatItSeesFewerGpusThanTheDriverUnlessOneIsPartitioned() {
        assertThat(driver(new CudaTrial.Ready(13000, 1), 2, null))
                .isEqualTo(new Status.Fail("the driver lists 2 GPUs, CUDA sees 1"));
        assertThat(driver(new CudaTrial.Ready(13000, 0), 2, Slice.MIG))
                .isEqualTo(new Status.Fail("the driver lists 2 GPUs, CUDA sees 0"));
        assertThat(driver(new CudaTrial.Ready(13000, 1), 2, Slice.MIG)).isEqualTo(new Status.Ok());
    }

    @Test
    void saysWhichFunctionRefusesAndWhy() {
        assertThat(driver(new CudaTrial.Refused("cuInit", 999), 1, null))
                .isEqualTo(new Status.Fail("cuInit ends with 999 (unknown error)"));
    }

    @Test
    void doesNotKnowWhatWasNotTried() {
        assertThat(driver(null, 1, null).label()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PASSED         | ok
            FAILED         | fail
            INCONCLUSIVE   | unknown
            NOT_APPLICABLE | not_applicable
            """)
    void saysOfAnEnvironmentWhatItsProofFound(Result result, String status) {
        EnvironmentStatus environment = environment("2.10.0+cu126", result, "it says so", null);

        Finding found = one("cuda.env", evidence(environment, "13.0"));

        assertThat(found.status().label()).isEqualTo(status);
        assertThat(found.subject()).isEqualTo("torch");
        assertThat(found.gpu()).isEmpty();
    }

    @Test
    void tellsOfABuildForTheCpuThatWasHeldBack() {
        Failure lost = Catalogue.named("CUDA_LOST", "").failure("");

        assertThat(one("cuda.env_cpu_build", evidence(environment("2.10.0+cu126", Result.PASSED, "", lost), "13.0"))
                        .status())
                .isEqualTo(new Status.Warn("the last build does not compute on the GPUs; the one before stays in use"));
        assertThat(one("cuda.env_cpu_build", evidence(environment("2.10.0+cu126", Result.PASSED, "", null), "13.0"))
                        .status())
                .isEqualTo(new Status.Ok());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.10.0+cu126 | FAILED         | AssertionError: Torch not compiled with CUDA enabled: this is a CPU build | fail
            2.10.0+cu126 | NOT_APPLICABLE | a CPU build                                                               | fail
            2.10.0+cpu   | NOT_APPLICABLE | a CPU build                                                               | not_applicable
            2.10.0+cu126 | FAILED         | no kernel image is available                                              | not_applicable
            """)
    void seesTheBuildForTheCpuThatVerificationFoundInUse(String torch, Result result, String said, String status) {
        Evidence evidence = evidence(environment(torch, result, said, null), "13.0");

        assertThat(one("cuda.env_cpu_build", evidence).status().label()).isEqualTo(status);
    }

    @Test
    void seesTheBuildForTheCpuThatSomebodyPutThereWhateverTheLastRunDid() {
        Failure other = Catalogue.named("TORCH_NO_KERNEL_IMAGE", "").failure("");
        EnvironmentStatus environment = environment("2.10.0+cu126", Result.PASSED, "", other);

        Evidence evidence =
                evidence(List.of(environment), Map.of(environment.environment(), "torch-2.10.0+cpu"), "13.0", null);

        assertThat(one("cuda.env_cpu_build", evidence).status())
                .isEqualTo(new Status.Fail("torch-2.10.0+cpu stands where torch 2.10.0 for CUDA 12.6 was installed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.10.0+cu126 | 13.0 | ok
            2.10.0+cu128 | 12.2 | ok
            2.15.0+cu130 | 12.8 | fail
            1.13.1+cu117 | 11.4 | ok
            1.8.1+cu102  | 10.1 | fail
            1.8.1+cu102  | 10.2 | ok
            2.10.0+cpu   | 10.1 | not_applicable
            2.10.0+cu126 |      | unknown
            """)
    void comparesTheCudaOfABuildWithWhatTheDriverRuns(String torch, @Nullable String supported, String status) {
        Evidence evidence = evidence(environment(torch, Result.PASSED, "", null), supported);

        assertThat(one("cuda.driver_too_old", evidence).status().label()).isEqualTo(status);
    }

    @Test
    void findsThatABuildHasNoCodeForAGpuByItsProofAndByTheFailureOfANewOne() {
        String said = "GPU 0 with CUDA capability sm_61 is not compatible with the current PyTorch installation, which"
                + " carries sm_75";
        Failure noCode = Catalogue.named("TORCH_NO_KERNEL_IMAGE", "").failure("");

        assertThat(one(
                                "cuda.arch_unsupported",
                                evidence(environment("2.15.0+cu130", Result.FAILED, said, null), "13.0"))
                        .status())
                .isEqualTo(new Status.Fail(said));
        assertThat(one(
                                "cuda.arch_unsupported",
                                evidence(environment("2.10.0+cu126", Result.PASSED, "", noCode), "13.0"))
                        .status())
                .isEqualTo(new Status.Fail(noCode.message()));
        assertThat(one("cuda.arch_unsupported", evidence(environment("2.10.0+cu126", Result.PASSED, "", null), "13.0"))
                        .status())
                .isEqualTo(new Status.Ok());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 | 2 | ok
            7  | 2 | warn
            4  | 0 | warn
            """)
    void wantsRoomForTheLargestGenerationAndForTheLeastThatIsConfigured(long free, long reserve, String status) {
        EnvironmentStatus environment = environment("2.10.0+cu126", Result.PASSED, "", null);
        Evidence evidence =
                evidence(List.of(environment), Map.of(), "13.0", new Disk(100 * GIB, free * GIB, reserve * GIB));

        assertThat(one("host.disk_for_update", evidence).status().label()).isEqualTo(status);
    }

    @Test
    void makesNoCheckThatIsSwitchedOff() {
        HealthLimits limits = new HealthLimits(
                Set.of("cuda.env", "gpu.fan"),
                Duration.ZERO,
                Duration.ZERO,
                50,
                Duration.ZERO,
                80,
                Duration.ZERO,
                GIB,
                Duration.ZERO,
                GIB);
        Evidence evidence = new Evidence(
                reading("13.0", 1, null),
                null,
                List.of(),
                Map.of(),
                HostSigns.NONE,
                null,
                List.of(),
                Map.of(),
                null,
                limits,
                NOW);

        assertThat(Health.atOnce(evidence))
                .extracting(finding -> finding.check().id())
                .doesNotContain("cuda.env", "gpu.fan")
                .contains("cuda.driver_too_old");
    }

    private static Status driver(@Nullable CudaTrial trial, int gpus, @Nullable Slice slice) {
        Evidence evidence = new Evidence(
                reading("13.0", gpus, slice),
                new NvmlReading.Asleep(),
                List.of(),
                Map.of(),
                HostSigns.NONE,
                trial,
                List.of(),
                Map.of(),
                null,
                HealthLimits.USUAL,
                NOW);
        return one("cuda.driver", evidence).status();
    }

    private static Finding one(String check, Evidence evidence) {
        return Health.atOnce(evidence).stream()
                .filter(finding -> finding.check().id().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static Evidence evidence(EnvironmentStatus environment, @Nullable String cuda) {
        return evidence(List.of(environment), Map.of(), cuda, null);
    }

    private static Evidence evidence(
            List<EnvironmentStatus> environments,
            Map<EnvironmentName, String> cpuBuilds,
            @Nullable String cuda,
            @Nullable Disk disk) {
        return new Evidence(
                reading(cuda, 1, null),
                null,
                List.of(),
                Map.of(),
                HostSigns.NONE,
                null,
                environments,
                cpuBuilds,
                disk,
                HealthLimits.USUAL,
                NOW);
    }

    private static NvidiaReading reading(@Nullable String cuda, int gpus, @Nullable Slice slice) {
        return new NvidiaReading(
                new CudaState.Loaded("580.95.05", cuda),
                IntStream.range(0, gpus)
                        .mapToObj(index -> new ListedGpu(
                                index,
                                new Gpu("GPU-" + index, "NVIDIA A100", new ComputeCapability(8, 0), 40_960, slice),
                                "0000:0" + index + ":00.0",
                                "",
                                null))
                        .toList(),
                gpus,
                new KernelModule("580.95.05", "open"),
                null,
                "nvml");
    }

    /** Two generations of six gibibytes each. */
    private static EnvironmentStatus environment(String torch, Result cuda, String detail, @Nullable Failure failure) {
        List<OnGpu> gpus = List.of(new OnGpu(0, "NVIDIA A100", "GPU-0", cuda, detail, Duration.ZERO));
        return new EnvironmentStatus(
                new EnvironmentName("torch"),
                Phase.CONVERGED,
                failure == null ? null : failed(failure),
                PLAN,
                PLAN,
                null,
                List.of(new CheckResult("cuda", cuda, detail, Duration.ZERO, gpus)),
                List.of(new InstalledPackage("torch", torch)),
                NOW,
                2,
                12 * GIB,
                0,
                null,
                null,
                NOW,
                null,
                null,
                List.of(),
                null,
                Map.of());
    }

    private static RunReport failed(Failure failure) {
        return new RunReport(
                new RunId("0198c0de-0000-7000-8000-000000000001"),
                3,
                new EnvironmentName("torch"),
                PLAN,
                RunState.FAILED,
                NOW,
                NOW,
                null,
                null,
                null,
                RunOutcome.FAILED,
                failure,
                List.of(),
                null,
                List.of(),
                null);
    }
}
