package io.lamplighter.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.Build;
import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.health.Evidence;
import io.lamplighter.agent.health.Finding;
import io.lamplighter.agent.health.Health;
import io.lamplighter.agent.health.HealthCheckRow;
import io.lamplighter.agent.health.HealthChecks;
import io.lamplighter.agent.health.Status;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.KernelModule;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.ProbeStatus;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.view.PlacementView.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.500Z");
    static final NvidiaReading LOADED = new NvidiaReading(
            new CudaState.Loaded("580.95.05", "13.0"),
            List.of(new ListedGpu(
                    0,
                    new Gpu("GPU-0a", "NVIDIA RTX A5000", new ComputeCapability(8, 6), 24564),
                    "0000:01:00.0",
                    "94.02",
                    null)),
            1,
            new KernelModule("580.95.05", "open"),
            "580.95",
            "nvml");

    private final Exposition exposition = new Exposition();

    @Test
    void haveTheNamesTypesLabelsAndHelpThatAreWrittenDown() throws Exception {
        new BuildMetrics(exposition.meters(), new Build("0.1.0", "abc"), "25").show();
        new ProbeMetrics(exposition.meters(), () -> List.of(probe(null))).show();
        new NvidiaMetrics(exposition.meters(), () -> Optional.of(LOADED), () -> 1).show();
        new GpuMetrics(exposition.meters(), () -> Optional.of(GpuReadings.ONE)).show();
        new UserMemoryMetrics(exposition.meters(), () -> Map.of("GPU-0a", Map.of("ada", 1024L))).show();
        new XidMetrics(exposition.meters(), () -> Optional.of(LOADED), () -> GpuReadings.XIDS).show();
        health(LOADED, GpuReadings.ONE).show();
        new SourceMetrics(exposition.meters(), () -> Optional.of(facts(true))).show();
        new ToolkitMetrics(exposition.meters(), () -> Optional.of(facts(true))).show();
        new CheckinMetrics(exposition.meters(), () -> Optional.of(AT), () -> 2).show();
        new EnvironmentMetrics(exposition.meters(), () -> List.of(status(AT, failed()))).show();
        new FrameworkMetrics(exposition.meters(), () -> List.of(status(AT, failed()))).show();
        new PlacedToolkitMetrics(exposition.meters(), () -> List.of(toolkit())).show();
        new CacheMetrics(exposition.meters(), () -> 1024).show();

        assertThat(exposition.table())
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/metrics/known.csv")).stream()
                                .map(row -> row.replace("| |", "|  |"))
                                .toList());
    }

    @Test
    void showNothingBeforeAnythingIsKnown() {
        ProbeStatus untried = new ProbeStatus("host", null, null, null, Map.of("failed", 0L));

        new ProbeMetrics(exposition.meters(), () -> List.of(untried)).show();
        new NvidiaMetrics(exposition.meters(), Optional::empty, () -> 0).show();
        new GpuMetrics(exposition.meters(), Optional::empty).show();
        new XidMetrics(exposition.meters(), Optional::empty, Map::of).show();
        new SourceMetrics(exposition.meters(), Optional::empty).show();
        new CheckinMetrics(exposition.meters(), Optional::empty, () -> 0).show();
        new EnvironmentMetrics(exposition.meters(), List::of).show();

        assertThat(exposition.lines())
                .containsExactly(
                        "lamplighter_probe_failures_total{reason=\"failed\",source=\"host\"} 0.0",
                        "lamplighter_spooled_reports 0.0");
    }

    @Test
    void expectNoGpusThatAreLent() {
        new NvidiaMetrics(exposition.meters(), () -> Optional.of(LOADED), () -> 0).show();

        assertThat(exposition.lines())
                .contains("lamplighter_gpus{source=\"nvml\"} 1.0")
                .noneMatch(line -> line.contains("expected"));
    }

    /** Boards are named by who programs them. */
    @Test
    void escapeWhatAGpuIsCalled() {
        Gpu gpu = new Gpu("GPU-0a", "NVIDIA \"RTX\" C:\\A5000\nAda", new ComputeCapability(8, 6), 24564);
        NvidiaReading odd = new NvidiaReading(
                LOADED.driver(), List.of(new ListedGpu(0, gpu, "0000:01:00.0", "94.02", null)), 1, null, null, "nvml");

        new NvidiaMetrics(exposition.meters(), () -> Optional.of(odd), () -> 1).show();

        assertThat(List.of(exposition.text(), exposition.openMetrics()))
                .allMatch(text -> text.lines()
                        .anyMatch(line -> line.startsWith("lamplighter_gpu_info{")
                                && line.contains("model=\"NVIDIA \\\"RTX\\\" C:\\\\A5000\\nAda\"")));
    }

    @Test
    void countEachCriticalErrorOfEachGpuFromZero() {
        new XidMetrics(exposition.meters(), () -> Optional.of(LOADED), Map::of).show();

        assertThat(exposition.lines())
                .containsExactlyInAnyOrderElementsOf(HealthChecks.CRITICAL_XIDS.stream()
                        .map("lamplighter_gpu_xid_errors_total{uuid=\"GPU-0a\",xid=\"%d\"} 0.0"::formatted)
                        .toList());
    }

    @Test
    void countEachOutcomeOfUpdatesFromZero() {
        new EnvironmentMetrics(exposition.meters(), () -> List.of(status(null, null))).show();

        assertThat(exposition.lines())
                .filteredOn(line -> line.startsWith("lamplighter_environment_updates_total{"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(RunOutcome.values())
                        .filter(outcome -> outcome != RunOutcome.UNKNOWN)
                        .map(outcome -> "lamplighter_environment_updates_total{environment=\"torch\",outcome=\"%s\"} %s"
                                .formatted(outcome.label(), outcome == RunOutcome.ACTIVATED ? "2.0" : "0.0"))
                        .toList());
    }

    @Test
    void tellHowAProbeFailed() {
        new ProbeMetrics(exposition.meters(), () -> List.of(probe("no such file"))).show();

        assertThat(exposition.lines())
                .containsExactly(
                        "lamplighter_probe_duration_seconds{source=\"host\"} 0.25",
                        "lamplighter_probe_failures_total{reason=\"failed\",source=\"host\"} 3.0",
                        "lamplighter_probe_last_success_timestamp_seconds{source=\"host\"} 1.7954208005E9",
                        "lamplighter_probe_success{source=\"host\"} 0.0");
    }

    @Test
    void keepALostGpuVisibleInWhatIsExpected() {
        NvidiaReading lost = new NvidiaReading(new CudaState.GpuLost("it is gone"), List.of(), 1, null, null, "nvml");

        new NvidiaMetrics(exposition.meters(), () -> Optional.of(lost), () -> 2).show();

        assertThat(exposition.lines())
                .containsExactly("lamplighter_gpus{source=\"expected\"} 2.0", "lamplighter_gpus{source=\"pci\"} 1.0");
    }

    @Test
    void tellWhatEachGpuIs() {
        new NvidiaMetrics(exposition.meters(), () -> Optional.of(LOADED), () -> 1).show();

        assertThat(exposition.lines())
                .contains(
                        "lamplighter_cuda_driver_api_version 13000.0",
                        "lamplighter_driver_info{cuda_driver=\"13.0\",flavor=\"open\",kernel_module=\"580.95.05\","
                                + "nvml=\"580.95\"} 1",
                        "lamplighter_driver_version_mismatch 0.0",
                        "lamplighter_gpu_memory_size_bytes{uuid=\"GPU-0a\"} 2.5757220864E10");
    }

    @Test
    void tellWhichToolkitsThereAreAndWhichIsTheUsualOne() {
        new ToolkitMetrics(exposition.meters(), () -> Optional.of(facts(true))).show();

        assertThat(exposition.lines())
                .containsExactly("lamplighter_cuda_toolkit_info{default=\"true\",path=\"/usr/local/cuda-12.6\","
                        + "source=\"version_json\",version=\"12.6.3\"} 1");
    }

    @Test
    void tellWhatAToolkitInUseHoldsAndNothingOfPackagesOfTheSameName() {
        EnvironmentStatus torch = status("torch", null, null);

        new PlacedToolkitMetrics(exposition.meters(), () -> List.of(torch, toolkit())).show();

        assertThat(exposition.lines())
                .containsExactly(
                        "lamplighter_environment_toolkit_info{environment=\"cuda-12-6\",product=\"cuda\","
                                + "version=\"12.6.3\"} 1",
                        "lamplighter_environment_toolkit_info{environment=\"cuda-12-6\",product=\"cudnn\","
                                + "version=\"9.5.1\"} 1");
    }

    @Test
    void dropWhatIsNoLongerTrue() {
        Optional<FactsDocument> now = Optional.of(facts(false));
        List<Optional<FactsDocument>> readings = new ArrayList<>(List.of(now, Optional.empty()));
        SourceMetrics sources = new SourceMetrics(exposition.meters(), readings::removeFirst);

        sources.show();
        List<String> before = exposition.lines();
        sources.show();

        assertThat(before).containsExactly("lamplighter_source_reachable{source=\"mirror\"} 0.0");
        assertThat(exposition.lines()).isEmpty();
    }

    @Test
    void tellHowAnEnvironmentStands() {
        new EnvironmentMetrics(exposition.meters(), () -> List.of(status(null, null))).show();
        new FrameworkMetrics(exposition.meters(), () -> List.of(status(null, null))).show();

        assertThat(exposition.lines())
                .contains(
                        "lamplighter_environment_phase{environment=\"torch\",phase=\"converged\"} 1.0",
                        "lamplighter_environment_phase{environment=\"torch\",phase=\"failed\"} 0.0",
                        "lamplighter_environment_verification_status{check=\"cuda\",environment=\"torch\","
                                + "result=\"passed\"} 1.0",
                        "lamplighter_environment_verification_status{check=\"cuda\",environment=\"torch\","
                                + "result=\"failed\"} 0.0",
                        "lamplighter_environment_gpu_verification_status{check=\"cuda\",environment=\"torch\",gpu=\"0\","
                                + "result=\"passed\",uuid=\"GPU-1\"} 1.0",
                        "lamplighter_environment_freed_bytes_total{environment=\"torch\"} 1024.0",
                        "lamplighter_environment_framework_info{cuda_build=\"12.6\",environment=\"torch\","
                                + "framework=\"torch\",version=\"2.10.0\"} 1",
                        "lamplighter_environment_cuda_available{environment=\"torch\",framework=\"torch\"} 1.0")
                .noneMatch(Pattern.compile("out_of_date_since").asPredicate());
    }

    @Test
    void tellWhyTheLastRunFailedByTheCataloguesIdAlone() {
        new EnvironmentMetrics(exposition.meters(), () -> List.of(status(null, failed()))).show();

        assertThat(exposition.lines())
                .contains("lamplighter_environment_failure_info{environment=\"torch\",remedy_class=\"replan\","
                        + "signature=\"RESOLVER_NO_CANDIDATE\"} 1");
    }

    private HealthMetrics health(NvidiaReading driver, NvmlReading gpus) {
        Evidence evidence = new Evidence(driver, gpus, List.of(), Map.of(), HostSigns.NONE, AT);
        return new HealthMetrics(
                exposition.meters(),
                () -> Health.atOnce(evidence),
                () -> Optional.of(gpus),
                () -> Optional.of(driver),
                () -> Optional.of(new CudaTrial.Ready(13000, 1)),
                () -> Optional.of(HostSigns.NONE));
    }

    @Test
    void tellHowTheMachineStandsByItsChecks() {
        health(LOADED, GpuReadings.ONE).show();

        assertThat(exposition.lines())
                .contains(
                        "lamplighter_check_status{check=\"driver.version_mismatch\",status=\"ok\"} 1.0",
                        "lamplighter_check_status{check=\"driver.version_mismatch\",status=\"unknown\"} 0.0",
                        "lamplighter_check_status{check=\"gpu.row_remap_pending\",status=\"warn\"} 1.0",
                        "lamplighter_check_status{check=\"gpu.row_remap_pending\",status=\"ok\"} 0.0",
                        "lamplighter_cuda_available{layer=\"driver\"} 1.0",
                        "lamplighter_cuda_available{layer=\"runtime\"} 1.0",
                        "lamplighter_gpu_healthy{uuid=\"GPU-0a\"} 0.0",
                        "lamplighter_reboot_required{reason=\"driver\"} 0.0",
                        "lamplighter_reboot_required{reason=\"kernel\"} 0.0");
    }

    /** Its warning is for information. */
    @Test
    void callNoGpuIllForWhatIsGoodToKnow() {
        show(
                new Finding(check("gpu.persistence_off"), "GPU-0a", new Status.Warn("persistence mode is off")),
                new Finding(check("gpu.fan"), "GPU-0a", new Status.Ok()));

        assertThat(exposition.lines()).contains("lamplighter_gpu_healthy{uuid=\"GPU-0a\"} 1.0");
    }

    @Test
    void tellOfACheckHowTheWorstGpuStands() {
        show(
                new Finding(check("gpu.fan"), "GPU-0a", new Status.Ok()),
                new Finding(check("gpu.fan"), "GPU-0b", new Status.Warn("fan 0 stands still at 88 °C")),
                new Finding(check("gpu.fan"), "GPU-0c", new Status.Unknown("it is powered down")));

        assertThat(exposition.lines())
                .contains(
                        "lamplighter_check_status{check=\"gpu.fan\",status=\"ok\"} 0.0",
                        "lamplighter_check_status{check=\"gpu.fan\",status=\"unknown\"} 0.0",
                        "lamplighter_check_status{check=\"gpu.fan\",status=\"warn\"} 1.0");
    }

    @Test
    void tellOfADriverThatARebootMustBringTogether() {
        NvidiaReading mismatch =
                new NvidiaReading(new CudaState.VersionMismatch("it is so"), List.of(), 1, null, null, "nvml");

        new NvidiaMetrics(exposition.meters(), () -> Optional.of(mismatch), () -> 1).show();
        health(mismatch, GpuReadings.ONE).show();

        assertThat(exposition.lines())
                .contains(
                        "lamplighter_cuda_available{layer=\"driver\"} 0.0",
                        "lamplighter_driver_version_mismatch 1.0",
                        "lamplighter_reboot_required{reason=\"driver\"} 1.0");
    }

    @Test
    void tellThatAnInstalledDriverWaitsForAReboot() {
        NvidiaReading pending = new NvidiaReading(
                new CudaState.RebootPending("580.95.05", "13.0", "580.105.08"), List.of(), 1, null, null, "nvml");

        new NvidiaMetrics(exposition.meters(), () -> Optional.of(pending), () -> 1).show();
        health(pending, GpuReadings.ONE).show();

        assertThat(exposition.lines())
                .contains(
                        "lamplighter_cuda_available{layer=\"driver\"} 1.0",
                        "lamplighter_driver_version_mismatch 0.0",
                        "lamplighter_reboot_required{reason=\"driver\"} 1.0");
    }

    @Test
    void tellNothingOfCudaWhereTheDriverIsNotUnderstood() {
        NvidiaReading contradicted = new NvidiaReading(
                new CudaState.Unknown("gpu.count", "NVML says one, nvidia-smi another"),
                List.of(),
                1,
                null,
                null,
                "nvml");

        health(contradicted, GpuReadings.ONE).show();

        assertThat(exposition.lines()).noneMatch(line -> line.contains("layer=\"driver\""));
    }

    @Test
    void callCudaUnavailableThatBeginsWithoutADevice() {
        new HealthMetrics(
                        exposition.meters(),
                        List::of,
                        Optional::empty,
                        Optional::empty,
                        () -> Optional.of(new CudaTrial.Ready(13000, 0)),
                        Optional::empty)
                .show();

        assertThat(exposition.lines()).containsExactly("lamplighter_cuda_available{layer=\"runtime\"} 0.0");
    }

    private void show(Finding... findings) {
        new HealthMetrics(
                        exposition.meters(),
                        () -> List.of(findings),
                        Optional::empty,
                        Optional::empty,
                        Optional::empty,
                        Optional::empty)
                .show();
    }

    private static HealthCheckRow check(String id) {
        return HealthChecks.ALL.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepALostGpuVisibleAsNotHealthy() {
        NvmlReading lost = GpuReadings.read(
                new GpuState.Silent(0, GpuReadings.identity("GPU-0a"), NvmlReturn.GPU_IS_LOST, 15),
                new GpuState.Sleeping(GpuReadings.identity("GPU-0b")));

        health(LOADED, lost).show();

        assertThat(exposition.lines())
                .contains("lamplighter_gpu_healthy{uuid=\"GPU-0a\"} 0.0")
                .noneMatch(line -> line.startsWith("lamplighter_gpu_healthy{uuid=\"GPU-0b\""));
    }

    private static ProbeStatus probe(@Nullable String missing) {
        return new ProbeStatus("host", missing, Duration.ofMillis(250), AT, Map.of("failed", 3L));
    }

    private static FactsDocument facts(boolean reachable) {
        MachineFacts facts = new MachineFacts(
                new Host("lab-1", "linux", "Debian", "6.1", "x86_64", "2.36", "AMD", 2, 1024, null),
                new CudaState.Absent(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new SourceReading(new SourceName("mirror"), reachable, List.of(), null)),
                null,
                new CudaOnDisk(
                        List.of(new CudaOnDisk.Toolkit("12.6.3", "/usr/local/cuda-12.6", true, "version_json")),
                        List.of()),
                null,
                null,
                null);
        return new FactsDocument(facts, "{}", Sha256.of("{}"));
    }

    private static RunReport failed() {
        return new RunReport(
                new RunId("0198c0de-0000-7000-8000-000000000001"),
                3,
                new EnvironmentName("torch"),
                new PlanId("0".repeat(64)),
                RunState.FAILED,
                AT,
                AT,
                null,
                null,
                null,
                RunOutcome.FAILED,
                Catalogue.named("RESOLVER_NO_CANDIDATE", "numpy==99").failure(""),
                List.of(),
                null,
                List.of(),
                null);
    }

    private static EnvironmentStatus status(@Nullable Instant outOfDateSince, @Nullable RunReport run) {
        return status("torch", outOfDateSince, run);
    }

    private static EnvironmentStatus toolkit() {
        return status(
                "cuda-12-6",
                null,
                null,
                List.of(new CheckResult("nvcc", CheckResult.Result.PASSED, "release 12.6", Duration.ofSeconds(1))),
                List.of(new InstalledPackage("cuda", "12.6.3"), new InstalledPackage("cudnn", "9.5.1")));
    }

    static EnvironmentStatus status(String name, @Nullable Instant outOfDateSince, @Nullable RunReport run) {
        return status(
                name,
                outOfDateSince,
                run,
                List.of(new CheckResult(
                        "cuda",
                        CheckResult.Result.PASSED,
                        "1 device",
                        Duration.ofSeconds(1),
                        List.of(new CheckResult.OnGpu(
                                0, "H100", "GPU-1", CheckResult.Result.PASSED, "matmul", Duration.ofSeconds(1))))),
                List.of(
                        new InstalledPackage("torch", "2.10.0+cu126"),
                        new InstalledPackage("numpy", "2.3.1"),
                        new InstalledPackage("cudnn", "9.10.2")));
    }

    private static EnvironmentStatus status(
            String name,
            @Nullable Instant outOfDateSince,
            @Nullable RunReport run,
            List<CheckResult> checks,
            List<InstalledPackage> installed) {
        return new EnvironmentStatus(
                new EnvironmentName(name),
                Phase.CONVERGED,
                run,
                null,
                new PlanId("0".repeat(64)),
                null,
                checks,
                installed,
                AT,
                2,
                4096,
                1024,
                null,
                null,
                AT,
                outOfDateSince,
                null,
                List.of(new Hindrance(Reason.OUTSIDE_WINDOW, "its window opens tomorrow", AT)),
                AT.plusSeconds(60),
                Map.of(RunOutcome.ACTIVATED, 2L));
    }
}
