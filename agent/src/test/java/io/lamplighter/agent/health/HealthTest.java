package io.lamplighter.agent.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.nvml.Sleep;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.ExpectedGpu;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.KernelModule;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.HealthCheck;
import io.lamplighter.api.machine.MachineFinding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final CudaState LOADED = new CudaState.Loaded("580.95.05", "13.0");

    private static final Pattern OF_ENVIRONMENTS =
            Pattern.compile("cuda\\.(env|env_cpu_build|driver_too_old|arch_unsupported)|host.disk_for_update");

    @TempDir
    Path root;

    private NvmlStandIn library;

    @BeforeEach
    void startWithAWellGpu() throws Exception {
        library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .set("0.reasons", "0")
                .set("0.retired.pending", "0");
    }

    @Test
    void findsNothingWrongWithAWellMachine() throws Exception {
        library.set("0.persistence", "1");
        List<Finding> findings = Health.atOnce(new Evidence(
                reading(LOADED, 1),
                read(),
                List.of(),
                Map.of(),
                new HostSigns(null, false, List.of(), List.of(), Map.of("0000:01:00.0", 8)),
                new CudaTrial.Ready(13000, 1),
                List.of(),
                Map.of(),
                null,
                HealthLimits.USUAL,
                NOW));

        assertThat(findings)
                .filteredOn(finding ->
                        !OF_ENVIRONMENTS.matcher(finding.check().id()).matches())
                .extracting(finding -> finding.check().id() + " " + finding.status())
                .allMatch(said -> said.endsWith(" Ok[]"));
    }

    @Test
    void hasNothingToCheckWhereThereIsNoGpu() {
        List<Finding> findings = Health.atOnce(evidence(new CudaState.Absent(), new NvmlReading.NoLibrary(List.of())));

        assertThat(findings)
                .filteredOn(finding -> !finding.check().id().matches("host.library_path|driver.upgrade_armed"))
                .extracting(Finding::status)
                .containsOnly(new Status.NotApplicable());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpu.ecc_uncorrected         | 0.ecc.1.0         | 2         | fail | 2 since the driver was loaded
            gpu.row_remap_failed        | 0.remapped        | 2,1,0,1   | fail | 1 rows were replaced for uncorrectable errors, 2 for correctable ones
            gpu.row_remap_pending       | 0.remapped        | 0,1,1,0   | warn | 1 rows were replaced for uncorrectable errors, 0 for correctable ones
            gpu.page_retirement_pending | 0.retired.pending | 1         | warn | pages wait to be retired
            gpu.thermal_slowdown        | 0.reasons         | 0x40      | warn | its clocks are held back at 71 °C
            gpu.power_brake             | 0.reasons         | 0x80      | warn | its clocks are held back at 71 °C
            gpu.pcie_degraded           | 0.pcie            | 4,4,4,16,0 | warn | 4 of 8 lanes
            gpu.memory_held             | 0.processes       |           | ok   | ''
            gpu.persistence_off         | 0.persistence     | 0         | warn | persistence mode is off
            """)
    void findsWhatIsWrongWithAGpu(String check, String key, @Nullable String value, String status, String detail)
            throws Exception {
        library.set(key, value == null ? "" : value);

        Status found = status(Health.atOnce(evidence(LOADED, read())), check);

        assertThat(found.label()).isEqualTo(status);
        assertThat(found.detail()).isEqualTo(detail);
    }

    /** Whether one begins with the limit itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpu.fan           | 0.fans | 0,51       | 0.temperature | 80                                 | warn
            gpu.fan           | 0.fans | 0,51       | 0.temperature | 79                                 | ok
            gpu.pcie_degraded | 0.pcie | 4,4,4,16,0 | 0.utilization | 50,0                               | warn
            gpu.pcie_degraded | 0.pcie | 4,4,4,16,0 | 0.utilization | 49,0                               | ok
            gpu.memory_held   | 0.mig  | 0,0        | 0.memory      | 51527024640,510656512,1073741824   | warn
            gpu.memory_held   | 0.mig  | 0,0        | 0.memory      | 51527024640,510656512,1073741823   | ok
            """)
    void findsItFromTheLimitOn(String check, String sign, String seen, String measure, String measured, String status)
            throws Exception {
        library.set(sign, seen).set(measure, measured).set("0.processes", "").set("0.graphics", "");

        assertThat(status(Health.atOnce(evidence(LOADED, read())), check).label())
                .isEqualTo(status);
    }

    /** The programs of instances are not in the lists of the whole GPU. */
    @Test
    void doesNotLookForWhoHoldsTheMemoryOfAPartitionedGpu() throws Exception {
        library.set("0.processes", "").set("0.graphics", "").set("0.mig", "1,1");

        assertThat(status(Health.atOnce(evidence(LOADED, read())), "gpu.memory_held"))
                .isEqualTo(new Status.NotApplicable());
    }

    @Test
    void blamesNoGpuForTheErrorsOfAnother() throws Exception {
        Evidence evidence = new Evidence(
                reading(LOADED, 1),
                read(),
                List.of(),
                Map.of(new XidEvent("GPU-b", 79), new Count(1, NOW.minusSeconds(60))),
                HostSigns.NONE,
                NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.xid")).isEqualTo(new Status.Ok());
    }

    @Test
    void findsAFanThatStandsStillInTheHeat() throws Exception {
        library.set("0.fans", "0,51").set("0.temperature", "88");

        assertThat(status(Health.atOnce(evidence(LOADED, read())), "gpu.fan"))
                .isEqualTo(new Status.Warn("fan 0 stands still at 88 °C"));
    }

    /** A fan that may not be asked is no broken one, and one that fails is not known to be one before it must turn. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            999 | 80 | warn           | fan 0 answers unknown (999), fan 1 answers unknown (999) at 80 °C
            999 | 79 | unknown        | fan 0 answers unknown (999), fan 1 answers unknown (999)
            4   | 88 | unknown        | fan 0 answers no_permission (4), fan 1 answers no_permission (4)
            3   | 88 | not_applicable | ''
            """)
    void findsFansThatFailInTheHeat(int code, int celsius, String status, String detail) throws Exception {
        library.set("0.return.nvmlDeviceGetFanSpeed_v2", String.valueOf(code))
                .set("0.temperature", String.valueOf(celsius));

        Status found = status(Health.atOnce(evidence(LOADED, read())), "gpu.fan");

        assertThat(found.label()).isEqualTo(status);
        assertThat(found.detail()).isEqualTo(detail);
    }

    @Test
    void findsFansThatCannotEvenBeCounted() throws Exception {
        library.set("0.return.nvmlDeviceGetNumFans", "999").set("0.temperature", "88");

        assertThat(status(Health.atOnce(evidence(LOADED, read())), "gpu.fan"))
                .isEqualTo(new Status.Warn("fan 0 answers unknown (999) at 88 °C"));
    }

    @Test
    void findsAFanThatFailsBesideOneThatTurns() throws Exception {
        library.set("0.fan.1.return", "999").set("0.temperature", "88");

        assertThat(status(Health.atOnce(evidence(LOADED, read())), "gpu.fan"))
                .isEqualTo(new Status.Warn("fan 1 answers unknown (999) at 88 °C"));
    }

    @Test
    void letsAFanRestWhileItIsCoolAndADriverKeepALittleMemory() throws Exception {
        library.set("0.fans", "0,0")
                .set("0.temperature", "60")
                .set("0.processes", "")
                .set("0.graphics", "")
                .set("0.memory", "51527024640,510656512,104857600");

        List<Finding> findings = Health.atOnce(evidence(LOADED, read()));

        assertThat(status(findings, "gpu.fan")).isEqualTo(new Status.Ok());
        assertThat(status(findings, "gpu.memory_held")).isEqualTo(new Status.Ok());
    }

    @Test
    void findsMemoryThatNobodyIsSeenToUse() throws Exception {
        library.set("0.processes", "").set("0.graphics", "");

        assertThat(status(Health.atOnce(evidence(LOADED, read())), "gpu.memory_held"))
                .isEqualTo(new Status.Warn("6144 MiB"));
    }

    @Test
    void callsNoLinkNarrowThatRestsOrHasANarrowSlot() throws Exception {
        library.set("0.pcie", "4,8,4,16,0");
        Status inItsSlot = status(Health.atOnce(evidence(LOADED, read())), "gpu.pcie_degraded");
        library.set("0.pcie", "1,1,4,16,0").set("0.utilization", "0,0");
        Status atRest = status(Health.atOnce(evidence(LOADED, read())), "gpu.pcie_degraded");

        assertThat(inItsSlot).isEqualTo(new Status.Ok());
        assertThat(atRest).isEqualTo(new Status.Ok());
    }

    @Test
    void doesNotApplyWhatAGpuDoesNotHaveAndDoesNotKnowWhatItRefuses() throws Exception {
        library.without("0.ecc.1.0", "0.remapped").set("0.return.nvmlDeviceGetRetiredPagesPendingStatus", "4");

        List<Finding> findings = Health.atOnce(evidence(LOADED, read()));

        assertThat(status(findings, "gpu.ecc_uncorrected")).isEqualTo(new Status.NotApplicable());
        assertThat(status(findings, "gpu.row_remap_failed")).isEqualTo(new Status.NotApplicable());
        assertThat(status(findings, "gpu.page_retirement_pending"))
                .isEqualTo(new Status.Unknown("NVML answers no_permission (4)"));
    }

    @ParameterizedTest
    @CsvSource({
        "13, ok",
        "31, ok",
        "43, ok",
        "45, ok",
        "63, ok",
        "48, fail",
        "62, fail",
        "64, fail",
        "74, fail",
        "79, fail",
        "94, warn",
        "95, fail",
        "119, fail",
        "120, fail"
    })
    void tellsErrorsOfHardwareFromThoseOfPrograms(long xid, String status) throws Exception {
        Evidence evidence = new Evidence(
                reading(LOADED, 1),
                read(),
                List.of(),
                Map.of(new XidEvent("GPU-a", xid), new Count(1, NOW.minusSeconds(60))),
                HostSigns.NONE,
                NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.xid").label()).isEqualTo(status);
    }

    @Test
    void doesNotKnowOfErrorsWhereNobodyListened() throws Exception {
        Evidence evidence = new Evidence(reading(LOADED, 1), read(), List.of(), null, HostSigns.NONE, NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.xid").label()).isEqualTo("unknown");
    }

    @Test
    void forgetsAnErrorAfterADay() throws Exception {
        Evidence evidence = new Evidence(
                reading(LOADED, 1),
                read(),
                List.of(),
                Map.of(new XidEvent("GPU-a", 79), new Count(1, NOW.minus(Duration.ofHours(25)))),
                HostSigns.NONE,
                NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.xid")).isEqualTo(new Status.Ok());
    }

    @ParameterizedTest
    @EnumSource(
            value = HealthCheck.class,
            mode = Mode.EXCLUDE,
            names = {"DRIVER_UNKNOWN", "DRIVER_MISMATCH_PENDING"})
    void failsWhatStandsInTheWayOfTheDriverAndDoesNotKnowTheRest(HealthCheck check) {
        List<Finding> findings = Health.atOnce(evidence(CudaState.failing(check, "it is so"), null));

        assertThat(status(findings, check.id())).isEqualTo(new Status.Fail("it is so"));
        assertThat(status(findings, "driver.mismatch_pending"))
                .isEqualTo(new Status.Unknown(check.id() + " comes first"));
    }

    @ParameterizedTest
    @CsvSource({"15, gpu.lost", "16, gpu.reset_required"})
    void seesALostGpuBeforePlanningDoes(int code, String check) throws Exception {
        library.gpu("GPU-b", "0000:02:00").set("1.return", String.valueOf(code));

        List<Finding> findings = Health.atOnce(evidence(LOADED, read()));

        assertThat(status(findings, check).label()).isEqualTo("fail");
        assertThat(status(findings, "gpu.ecc_uncorrected")).isEqualTo(new Status.Ok());
    }

    @Test
    void knowsNothingOfGpusBehindADriverThatHangs() {
        List<Finding> findings = Health.atOnce(evidence(LOADED, new NvmlReading.Unresponsive(NOW)));

        assertThat(status(findings, "driver.unresponsive").label()).isEqualTo("fail");
        assertThat(status(findings, "gpu.fan"))
                .isEqualTo(new Status.Unknown("a call into the driver has not come back since " + NOW));
    }

    @ParameterizedTest
    @CsvSource({"15, gpu_is_lost", "999, unknown"})
    void doesNotKnowOfGpusThatNeverSaidWhoTheyAre(int code, String why) throws Exception {
        library.gpu("GPU-b", "0000:02:00").set("0.return", String.valueOf(code)).set("1.return", String.valueOf(code));

        List<Finding> findings = Health.atOnce(evidence(LOADED, read()));

        assertThat(ofGpus(findings))
                .hasSizeGreaterThan(10)
                .containsOnly(new Status.Unknown(
                        "GPU 0 answers %s (%d), GPU 1 answers %s (%d)".formatted(why, code, why, code)));
    }

    @Test
    void knowsNothingBeforeTheDriverWasRead() {
        List<Finding> findings = Health.atOnce(new Evidence(null, null, List.of(), Map.of(), HostSigns.NONE, NOW));

        assertThat(ofGpus(findings)).containsOnly(new Status.Unknown("the driver has not been read yet"));
    }

    static Stream<Arguments> readingsWithoutAGpu() {
        return Stream.of(
                arguments(null, "NVIDIA's library was not asked: not yet, or lamplighter.telemetry.gpu is off"),
                arguments(
                        new NvmlReading.Read("580.95.05", null, new Answer.Value<>(13000), List.of()),
                        "the driver lists no GPU, the bus has 1"),
                arguments(new NvmlReading.NoLibrary(List.of()), "libnvidia-ml is not installed"),
                arguments(
                        new NvmlReading.Unusable(Path.of("/usr/lib/libnvidia-ml.so.1"), "wrong ELF class"),
                        "/usr/lib/libnvidia-ml.so.1 cannot be loaded: wrong ELF class"),
                arguments(
                        new NvmlReading.Failed("nvmlInitWithFlags", NvmlReturn.DRIVER_NOT_LOADED, 9),
                        "nvmlInitWithFlags returns driver_not_loaded (9)"),
                arguments(new NvmlReading.Asleep(), "they are powered down"),
                arguments(new NvmlReading.Released(NOW), "the driver is left alone until " + NOW));
    }

    /** The driver, or the bus alone, has told of a GPU. */
    @ParameterizedTest
    @MethodSource("readingsWithoutAGpu")
    void doesNotKnowOfGpusThatTheLibraryDoesNotShow(@Nullable NvmlReading gpus, String reason) {
        assertThat(ofGpus(Health.atOnce(evidence(LOADED, gpus)))).containsOnly(new Status.Unknown(reason));
        assertThat(ofGpus(Health.atOnce(evidence(new CudaState.NotLoaded("it is so"), gpus))))
                .containsOnly(new Status.Unknown(reason));
    }

    /** As where a driver was installed for a card that was taken out. */
    @Test
    void hasNothingToCheckWhereADriverHasNoGpu() {
        NvidiaReading driver = reading(LOADED, 0);

        List<Finding> findings = Health.atOnce(new Evidence(
                driver,
                new NvmlReading.Read("580.95.05", null, new Answer.Value<>(13000), List.of()),
                List.of(),
                Map.of(),
                HostSigns.NONE,
                NOW));

        assertThat(ofGpus(findings)).containsOnly(new Status.NotApplicable());
    }

    @Test
    void missesAGpuThatWasThereBefore() throws Exception {
        List<ExpectedGpu> expected = List.of(
                new ExpectedGpu("GPU-a", "NVIDIA RTX A6000", "0000:01:00.0", null),
                new ExpectedGpu("GPU-b", "NVIDIA RTX A6000", "0000:02:00.0", null));
        Evidence evidence = new Evidence(reading(LOADED, 1), read(), expected, Map.of(), HostSigns.NONE, NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.count"))
                .isEqualTo(new Status.Fail("it was here before: NVIDIA RTX A6000 at 0000:02:00.0 (GPU-b)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NVIDIA RTX A6000 | NVIDIA RTX A6000 at 0000:01:00.0 (GPU-old) was replaced by GPU-a
            NVIDIA RTX A4000 | NVIDIA RTX A4000 at 0000:01:00.0 (GPU-old) was replaced by NVIDIA RTX A6000 GPU-a
            """)
    void warnsOfAGpuThatAnotherHasThePlaceOf(String model, String text) throws Exception {
        List<ExpectedGpu> expected = List.of(new ExpectedGpu("GPU-old", model, "0000:01:00.0", "GPU-a"));
        Evidence evidence = new Evidence(reading(LOADED, 1), read(), expected, Map.of(), HostSigns.NONE, NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.count")).isEqualTo(new Status.Warn(text));
    }

    @Test
    void missesOneThatIsGoneBesideOneThatWasReplaced() throws Exception {
        List<ExpectedGpu> expected = List.of(
                new ExpectedGpu("GPU-old", "NVIDIA RTX A6000", "0000:01:00.0", "GPU-a"),
                new ExpectedGpu("GPU-b", "NVIDIA RTX A6000", "0000:02:00.0", null));
        Evidence evidence = new Evidence(reading(LOADED, 1), read(), expected, Map.of(), HostSigns.NONE, NOW);

        assertThat(status(Health.atOnce(evidence), "gpu.count"))
                .isEqualTo(new Status.Fail("it was here before: NVIDIA RTX A6000 at 0000:02:00.0 (GPU-b);"
                        + " NVIDIA RTX A6000 at 0000:01:00.0 (GPU-old) was replaced by GPU-a"));
    }

    @Test
    void warnsOfWhatWillComeOfTheDriver() throws Exception {
        HostSigns signs = new HostSigns(
                "6.8.0-61-generic", true, List.of("nvidia-driver-580"), List.of("/etc/profile.d/cuda.sh"), Map.of());
        CudaState pending = new CudaState.RebootPending("580.95.05", "13.0", "580.105.08");

        List<Finding> findings =
                Health.atOnce(new Evidence(reading(pending, 1), read(), List.of(), Map.of(), signs, NOW));

        assertThat(status(findings, "driver.dkms_missing"))
                .isEqualTo(new Status.Warn("kernel 6.8.0-61-generic has none"));
        assertThat(status(findings, "driver.upgrade_armed"))
                .isEqualTo(new Status.Warn("nothing holds nvidia-driver-580"));
        assertThat(status(findings, "host.library_path"))
                .isEqualTo(new Status.Warn("it is set in /etc/profile.d/cuda.sh"));
        assertThat(status(findings, "driver.mismatch_pending"))
                .isEqualTo(new Status.Warn("580.95.05 is loaded, 580.105.08 is installed"));
    }

    @Test
    void saysWhatMustHoldOnlyWhenItHasHeld() throws Exception {
        NvmlReading well = read();
        library.set("0.reasons", "0x40");
        NvmlReading hot = read();

        Judgement first = Judgement.NONE.next(at(NOW, hot));
        Judgement early = first.next(at(NOW.plusSeconds(299), hot));
        Judgement held = early.next(at(NOW.plusSeconds(300), hot));
        Judgement over = held.next(at(NOW.plusSeconds(310), well));
        Judgement again = over.next(at(NOW.plusSeconds(320), hot));

        assertThat(List.of(first, early, held, over, again))
                .extracting(judgement ->
                        status(judgement.findings(), "gpu.thermal_slowdown").label())
                .containsExactly("ok", "ok", "warn", "ok", "ok");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpu.thermal_slowdown | 0.reasons   | 0x40       | 300
            gpu.power_brake      | 0.reasons   | 0x80       | 300
            gpu.pcie_degraded    | 0.pcie      | 4,4,4,16,0 | 300
            gpu.fan              | 0.fans      | 0,51       | 60
            gpu.memory_held      | 0.processes | ''         | 600
            """)
    void waitsForEachAsLongAsIsWrittenDown(String check, String key, String value, int seconds) throws Exception {
        library.set(key, value).set("0.temperature", "88").set("0.graphics", "");
        NvmlReading wrong = read();

        Judgement early = Judgement.NONE.next(at(NOW, wrong)).next(at(NOW.plusSeconds(seconds - 1), wrong));
        Judgement held = early.next(at(NOW.plusSeconds(seconds), wrong));

        assertThat(List.of(early, held))
                .extracting(judgement -> status(judgement.findings(), check).label())
                .containsExactly("ok", "warn");
    }

    @Test
    void tellsControllersOnlyWhatIsNotWellAndNothingOfAGpuThatSleeps() throws Exception {
        library.set("0.persistence", "0").set("0.ecc.1.0", "2");
        Evidence evidence = evidence(LOADED, read());
        Evidence asleep = evidence(LOADED, new NvmlReading.Asleep());

        assertThat(new Health(() -> evidence).told())
                .extracting(MachineFinding::check, MachineFinding::subject, MachineFinding::status)
                .containsExactly(
                        tuple("gpu.ecc_uncorrected", "GPU-a", MachineFinding.Status.FAIL),
                        tuple("cuda.driver", null, MachineFinding.Status.UNKNOWN));
        assertThat(new Health(() -> asleep).told())
                .extracting(MachineFinding::check)
                .containsExactly("cuda.driver");
    }

    @Test
    void hasARowForEachCheckOfTheDriversState() {
        assertThat(HealthChecks.ALL)
                .extracting(HealthCheckRow::id)
                .doesNotHaveDuplicates()
                .contains(Stream.of(HealthCheck.values())
                        .filter(check -> check != HealthCheck.DRIVER_UNKNOWN)
                        .map(HealthCheck::id)
                        .toArray(String[]::new));
    }

    /** Of the checks that look at each GPU. */
    private static List<Status> ofGpus(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.check().rule() instanceof HealthCheckRow.Rule.OfGpu)
                .map(Finding::status)
                .toList();
    }

    private static Status status(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().id().equals(check))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private NvmlReading read() throws InterruptedException {
        return new Nvml(
                        new NvmlLocations(List.of(library.library())),
                        Sleep.NEVER,
                        Duration.ofMinutes(1),
                        () -> NOW,
                        _ -> {})
                .read();
    }

    private static Evidence at(Instant now, NvmlReading gpus) {
        return new Evidence(reading(LOADED, 1), gpus, List.of(), Map.of(), HostSigns.NONE, now);
    }

    private static Evidence evidence(CudaState driver, @Nullable NvmlReading gpus) {
        HostSigns signs = new HostSigns(null, false, List.of(), List.of(), Map.of("0000:01:00.0", 8));
        return new Evidence(reading(driver, 1), gpus, List.of(), Map.of(), signs, NOW);
    }

    private static NvidiaReading reading(CudaState driver, int gpus) {
        ListedGpu gpu = new ListedGpu(
                0, new Gpu("GPU-a", "NVIDIA RTX A6000", new ComputeCapability(8, 6), 49140), "0000:01:00.0", "", null);
        return new NvidiaReading(
                driver,
                List.of(gpu).subList(0, gpus),
                gpus,
                driver instanceof CudaState.Absent ? null : new KernelModule("580.95.05", "open"),
                null,
                "nvml");
    }
}
