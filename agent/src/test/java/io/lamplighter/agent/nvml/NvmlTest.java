package io.lamplighter.agent.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.Memory;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuState.Identity;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.GpuState.Sleeping;
import io.lamplighter.agent.nvml.NvmlReading.Read;
import io.lamplighter.api.machine.ComputeCapability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvmlTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    Path root;

    private Instant now = NOW;
    private final List<XidEvent> xids = Collections.synchronizedList(new ArrayList<>());

    @Test
    void readsEverythingThatAGpuSays() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");

        Read reading = (Read) nvml(library, PATIENT).read();

        assertThat(reading.driver()).isEqualTo("580.95.05");
        assertThat(reading.nvml()).isEqualTo("580.95.05");
        assertThat(reading.cuda()).isEqualTo(new Answer.Value<>(13000));
        Sampled gpu = (Sampled) reading.gpus().getFirst();
        assertThat(gpu.gpu())
                .isEqualTo(new Identity(
                        0,
                        "GPU-a",
                        "NVIDIA RTX A6000",
                        "0000:01:00.0",
                        "94.02.5C.00.02",
                        new ComputeCapability(8, 6),
                        51527024640L));
        GpuSample sample = gpu.sample();
        assertThat(sample.memory()).isEqualTo(said(new Memory(51527024640L, 510656512L, 6442450944L)));
        assertThat(sample.utilizationPercent()).isEqualTo(said(87));
        assertThat(sample.thermal()).isEqualTo(new GpuSample.Thermal(said(71), said(84), said(95)));
        assertThat(sample.power()).isEqualTo(new GpuSample.Power(said(271350), said(300000), said(123456789012L)));
        assertThat(sample.clocksMhz())
                .isEqualTo(Map.of(Clock.GRAPHICS, 1770, Clock.SM, 1785, Clock.MEMORY, 8000, Clock.VIDEO, 1560));
        assertThat(sample.fansPercent()).isEqualTo(Map.of(0, said(48), 1, said(51)));
        assertThat(sample.throttled()).isEqualTo(said(Set.of(ClockReason.SW_POWER_CAP, ClockReason.SW_THERMAL)));
        assertThat(sample.errors().ecc()).isEqualTo(said(true));
        assertThat(sample.errors().corrected()).isEqualTo(said(3L));
        assertThat(sample.errors().lifetimeCorrected()).isEqualTo(said(17L));
        assertThat(sample.errors().lifetimeUncorrected()).isEqualTo(said(1L));
        assertThat(sample.errors().remapped()).isEqualTo(said(new RemappedRows(2, 1, false, false)));
        assertThat(sample.pcie()).isEqualTo(new GpuSample.Pcie(said(4), said(8), said(4), said(16), said(12L)));
        assertThat(sample.compute().value().orElseThrow())
                .containsExactly(new GpuSample.GpuProcess(4711, 6000000000L), new GpuSample.GpuProcess(4712, null));
        assertThat(sample.graphics().value().orElseThrow()).hasSize(1);
        assertThat(sample.persistence()).isEqualTo(said(true));
        assertThat(sample.recovery()).isEqualTo(said(RecoveryAction.NONE));
    }

    /** {@code NVML_INIT_FLAG_NO_GPUS} and {@code NO_ATTACH}. */
    @Test
    void needsNoGpuToTakeHoldOfTheDriverAndWakesNone() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).set("flags", "3");

        assertThat(nvml(library, PATIENT).read()).isInstanceOf(Read.class);
    }

    @Test
    void makesNoNumberOfWhatAGpuDoesNotSay() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .without("0.ecc", "0.ecc.1.0", "0.remapped", "0.energy", "0.fans", "0.field.230", "0.clock.1")
                .set("0.return.nvmlDeviceGetPowerUsage", "4");

        GpuSample sample = sample(nvml(library, PATIENT).read());

        assertThat(sample.errors().ecc().isRefused(NvmlReturn.NOT_SUPPORTED)).isTrue();
        assertThat(sample.errors().uncorrected().value()).isEmpty();
        assertThat(sample.errors().remapped().value()).isEmpty();
        assertThat(sample.power().millijoules().value()).isEmpty();
        assertThat(sample.power().milliwatts()).isEqualTo(new Answer.Refused<>(NvmlReturn.NO_PERMISSION, 4));
        assertThat(sample.fansPercent()).isEmpty();
        assertThat(sample.clocksMhz()).doesNotContainKey(Clock.SM);
        assertThat(sample.recovery().value()).isEmpty();
        assertThat(sample.utilizationPercent()).isEqualTo(said(87));
    }

    @ParameterizedTest
    @CsvSource({
        "4, NO_PERMISSION",
        "9, DRIVER_NOT_LOADED",
        "12, LIBRARY_NOT_FOUND",
        "15, GPU_IS_LOST",
        "16, RESET_REQUIRED",
        "17, OPERATING_SYSTEM",
        "18, LIB_RM_VERSION_MISMATCH",
        "999, UNKNOWN",
        "4242, UNLISTED"
    })
    void keepsWhatTheLibraryReturnsApart(int code, NvmlReturn why) throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).set("return.nvmlInitWithFlags", String.valueOf(code));

        NvmlReading reading = nvml(library, PATIENT).read();

        assertThat(reading).isEqualTo(new NvmlReading.Failed("nvmlInitWithFlags", why, code));
    }

    @Test
    void readsWhatAnOldLibraryHas() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(
                        root,
                        "nvmlInitWithFlags",
                        "nvmlDeviceGetMemoryInfo_v2",
                        "nvmlDeviceGetTemperatureV",
                        "nvmlDeviceGetCurrentClocksEventReasons",
                        "nvmlDeviceGetComputeRunningProcesses_v3",
                        "nvmlDeviceGetComputeRunningProcesses_v2",
                        "nvmlDeviceGetRemappedRows",
                        "nvmlDeviceGetFieldValues",
                        "nvmlDeviceGetNumFans",
                        "nvmlDeviceGetFanSpeed_v2",
                        "nvmlEventSetWait_v2")
                .gpu("GPU-a", "0000:01:00");

        GpuSample sample = sample(nvml(library, PATIENT).read());

        assertThat(sample.memory()).isEqualTo(said(new Memory(51527024640L, null, 6953107456L)));
        assertThat(sample.thermal().core()).isEqualTo(said(71));
        assertThat(sample.throttled().value().orElseThrow()).contains(ClockReason.SW_THERMAL);
        assertThat(sample.compute().value().orElseThrow()).contains(new GpuSample.GpuProcess(4711, 6000000000L));
        assertThat(sample.fansPercent()).isEqualTo(Map.of(0, said(48)));
        assertThat(sample.errors().remapped()).isEqualTo(new Answer.NoFunction<>("nvmlDeviceGetRemappedRows"));
        assertThat(sample.recovery()).isEqualTo(new Answer.NoFunction<>("nvmlDeviceGetFieldValues"));
    }

    /** One that a passive card does not have is no fan. */
    @Test
    void keepsAFanThatFails() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .set("0.fans", "48,51,60")
                .set("0.fan.1.return", "999")
                .set("0.fan.2.return", "3");

        assertThat(sample(nvml(library, PATIENT).read()).fansPercent())
                .isEqualTo(Map.of(0, said(48), 1, new Answer.Refused<>(NvmlReturn.UNKNOWN, 999)));
    }

    @Test
    void readsACounterThatIsNearItsEnd() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").set("0.pcie", "4,8,4,16,4294967295");

        assertThat(sample(nvml(library, PATIENT).read()).pcie().replays()).isEqualTo(said(4294967295L));
    }

    @Test
    void doesNotBelieveACudaWithoutItsLibrary() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).without("cuda");

        Read reading = (Read) nvml(library, PATIENT).read();

        assertThat(reading.cuda().isRefused(NvmlReturn.LIBRARY_NOT_FOUND)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 300})
    void readsAsManyProcessesAsThereAre(int count) throws Exception {
        String processes = String.join(
                ",",
                Stream.iterate(100, pid -> pid + 1)
                        .limit(count)
                        .map(pid -> pid + ":1024")
                        .toList());
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").set("0.processes", processes);

        GpuSample sample = sample(nvml(library, PATIENT).read());

        assertThat(sample.compute().value().orElseThrow()).hasSize(count);
    }

    @Test
    void namesTheInstancesOfAPartitionedGpu() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .set("0.mig", "1,1")
                .set("0.instances", "MIG-1,MIG-2")
                .without("0.utilization");

        GpuSample sample = sample(nvml(library, PATIENT).read());

        assertThat(sample.partitioned()).isEqualTo(said(true));
        assertThat(sample.instances()).containsExactly("MIG-1", "MIG-2");
        assertThat(sample.utilizationPercent().isRefused(NvmlReturn.NOT_SUPPORTED))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"15, GPU_IS_LOST", "16, RESET_REQUIRED"})
    void seesAGpuLeaveAndComeBackBesideOneThatWorks(int code, NvmlReturn why) throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").gpu("GPU-b", "0000:02:00");
        Nvml nvml = nvml(library, PATIENT);
        Identity second = ((Sampled) ((Read) nvml.read()).gpus().get(1)).gpu();

        library.set("1.return", String.valueOf(code));
        List<GpuState> without = ((Read) nvml.read()).gpus();
        List<GpuState> still = ((Read) nvml.read()).gpus();
        library.without("1.return");
        List<GpuState> again = ((Read) nvml.read()).gpus();

        assertThat(without.get(0)).isInstanceOf(Sampled.class);
        assertThat(without.get(1)).isEqualTo(new Silent(1, second, why, code));
        assertThat(still.get(1)).isEqualTo(new Silent(1, second, why, code));
        assertThat(again).allMatch(Sampled.class::isInstance);
    }

    @Test
    void meetsALostGpuAnewAfterAMinuteAndNotBefore() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").set("0.return", "15");
        Nvml nvml = nvml(library, PATIENT);

        nvml.read();
        now = NOW.plusSeconds(59);
        nvml.read();
        List<String> before = library.calls();
        now = NOW.plusSeconds(60);
        nvml.read();

        assertThat(before).doesNotContain("nvmlShutdown -1 nvml");
        assertThat(library.calls()).contains("nvmlShutdown -1 nvml");
    }

    @Test
    void knowsALostGpuByNameAfterItMetTheDriverAnew() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);
        Identity gpu = ((Sampled) ((Read) nvml.read()).gpus().getFirst()).gpu();

        library.set("0.return", "15");
        nvml.renew();
        Read reading = (Read) nvml.read();

        assertThat(reading.gpus()).containsExactly(new Silent(0, gpu, NvmlReturn.GPU_IS_LOST, 15));
    }

    @Test
    void letsGoOfADriverThatFailsAndMeetsItAnew() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);
        nvml.read();

        library.set("return.nvmlSystemGetDriverVersion", "18");
        NvmlReading failed = nvml.read();
        boolean held = isHeld(library.device());
        library.without("return.nvmlSystemGetDriverVersion").forgetCalls();
        NvmlReading after = nvml.read();

        assertThat(failed)
                .isEqualTo(
                        new NvmlReading.Failed("nvmlSystemGetDriverVersion", NvmlReturn.LIB_RM_VERSION_MISMATCH, 18));
        assertThat(held).isFalse();
        assertThat(after).isInstanceOf(Read.class);
        assertThat(library.calls()).contains("nvmlInitWithFlags -1 nvml");
    }

    @Test
    void losesOneThreadToACallThatHangsAndUsesItAgainAfterwards() throws Exception {
        NvmlStandIn library =
                NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").set("hang.nvmlDeviceGetUtilizationRates", "1");
        Nvml nvml = nvml(library, Duration.ofMillis(200));

        NvmlReading first = nvml.read();
        await().until(() -> library.calls().stream().anyMatch(call -> call.contains("Utilization")));
        library.forgetCalls();
        NvmlReading second = nvml.read();
        List<String> asked = library.calls();
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("nvml") && thread.isAlive())
                .count();
        nvml.read();
        library.without("hang.nvmlDeviceGetUtilizationRates");
        await().until(() -> nvml.read() instanceof Read);

        assertThat(library.calls())
                .as("nothing waited behind the call that hung")
                .filteredOn(call -> call.startsWith("nvmlSystemGetDriverVersion"))
                .hasSize(1);
        assertThat(first).isEqualTo(new NvmlReading.Unresponsive(NOW));
        assertThat(second).isEqualTo(new NvmlReading.Unresponsive(NOW));
        assertThat(asked).isEmpty();
        assertThat(threads).isPositive();
    }

    @Test
    void callsFromOneThreadOfItsOwn() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);

        List<Thread> readers = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                    try {
                        nvml.read();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(3)
                .toList();
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(library.calls()).hasSizeGreaterThan(40).allMatch(call -> call.endsWith(" nvml"));
    }

    @Test
    void doesNotWakeAGpuThatSleeps() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").gpu("GPU-b", "0000:02:00");
        Sleepers sleep = new Sleepers();
        Nvml nvml = nvml(library, PATIENT, sleep);
        nvml.read();
        library.forgetCalls();

        sleep.asleep = Set.of("0000:02:00.0");
        Read one = (Read) nvml.read();
        List<String> asked = library.calls();
        sleep.all = true;
        library.forgetCalls();
        NvmlReading all = nvml.read();

        assertThat(one.gpus().get(0)).isInstanceOf(Sampled.class);
        assertThat(one.gpus().get(1)).isInstanceOf(Sleeping.class);
        assertThat(asked).noneMatch(call -> call.contains(" 1 "));
        assertThat(all).isEqualTo(new NvmlReading.Asleep());
        assertThat(library.calls()).isEmpty();
    }

    @Test
    void doesNotWakeAGpuThatSleepsToMeetItAnew() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").gpu("GPU-b", "0000:02:00");
        Sleepers sleep = new Sleepers();
        Nvml nvml = nvml(library, PATIENT, sleep);
        nvml.read();
        sleep.asleep = Set.of("0000:02:00.0");

        nvml.renew();
        library.forgetCalls();
        Read reading = (Read) nvml.read();

        assertThat(reading.gpus().get(1)).isInstanceOf(Sleeping.class);
        assertThat(library.calls()).contains("nvmlInitWithFlags -1 nvml").noneMatch(call -> call.contains(" 1 "));
    }

    @Test
    void letsGoOfTheDriverUntilItMayHaveItAgain() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);
        nvml.read();
        boolean held = isHeld(library.device());

        Optional<String> obstacle = nvml.release(NOW.plusSeconds(60));
        boolean stillHeld = isHeld(library.device());
        NvmlReading meanwhile = nvml.read();
        nvml.resume();
        NvmlReading after = nvml.read();

        assertThat(held).isTrue();
        assertThat(obstacle).isEmpty();
        assertThat(stillHeld).isFalse();
        assertThat(meanwhile).isEqualTo(new NvmlReading.Released(NOW.plusSeconds(60)));
        assertThat(after).isInstanceOf(Read.class);
    }

    @Test
    void saysWhenItCannotLetGo() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").set("hang.nvmlDeviceGetName", "1");
        Nvml nvml = nvml(library, Duration.ofMillis(200));
        nvml.read();

        Optional<String> obstacle = nvml.release(NOW.plusSeconds(60));
        library.without("hang.nvmlDeviceGetName");
        nvml.resume();
        await().until(() -> nvml.read() instanceof Read);

        assertThat(obstacle).contains("a call into it has not come back since 2026-11-30T08:00:00Z");
    }

    @Test
    void tellsEachErrorOnce() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .gpu("GPU-b", "0000:02:00")
                .set("events", "0:31");
        Nvml nvml = nvml(library, PATIENT);
        nvml.read();

        library.set("events", "0:31,1:79,0:48");
        nvml.read();
        nvml.read();

        assertThat(xids).containsExactly(new XidEvent("GPU-b", 79), new XidEvent("GPU-a", 48));
    }

    /** A driver that always has one more must not hold the thread. */
    @Test
    void leavesErrorsForTheNextReadingWhenThereAreVeryMany() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);
        nvml.read();
        library.set("events", String.join(",", Collections.nCopies(300, "0:31")));

        nvml.read();
        int first = xids.size();
        nvml.read();

        assertThat(first).isEqualTo(256);
        assertThat(xids).hasSize(300);
    }

    /** 2 is an ECC error that could not be corrected. */
    @Test
    void takesNoEventOfAnotherKindForAnXid() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);
        nvml.read();

        library.set("events", "0:79:2,0:48");
        nvml.read();

        assertThat(xids).containsExactly(new XidEvent("GPU-a", 48));
    }

    @Test
    void usesTheLibraryOfANewDriver() throws Exception {
        NvmlStandIn before = NvmlStandIn.in(root.resolve("580")).driver("580.95.05");
        NvmlStandIn after = NvmlStandIn.in(root.resolve("590")).driver("590.48.01");
        Path link = Files.createSymbolicLink(root.resolve("libnvidia-ml.so.1"), before.library());
        Nvml nvml = new Nvml(new NvmlLocations(List.of(link)), Sleep.NEVER, PATIENT, () -> now, xids::add);
        nvml.read();

        Files.delete(link);
        Files.createSymbolicLink(link, after.library());
        Read reading = (Read) nvml.read();

        assertThat(reading.driver()).isEqualTo("590.48.01");
        assertThat(isHeld(before.device())).isFalse();
    }

    @Test
    void meetsTheDriverAnewWhenAskedTo() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00");
        Nvml nvml = nvml(library, PATIENT);
        nvml.read();
        library.forgetCalls();

        nvml.renew();
        nvml.read();

        assertThat(library.calls()).contains("nvmlShutdown -1 nvml", "nvmlInitWithFlags -1 nvml");
    }

    @Test
    void saysWhereItLookedForALibrary() throws Exception {
        Path nowhere = root.resolve("libnvidia-ml.so.1");

        NvmlReading reading = new Nvml(
                        new NvmlLocations(List.of(nowhere)), Sleep.NEVER, PATIENT, InstantSource.system(), xids::add)
                .read();

        assertThat(reading).isEqualTo(new NvmlReading.NoLibrary(List.of(nowhere)));
    }

    @Test
    void loadsNothingThatIsNoLibrary() throws Exception {
        Path text = Files.writeString(root.resolve("libnvidia-ml.so.1"), "not a library");

        NvmlReading reading = new Nvml(
                        new NvmlLocations(List.of(text)), Sleep.NEVER, PATIENT, InstantSource.system(), xids::add)
                .read();

        assertThat(reading).isInstanceOf(NvmlReading.Unusable.class);
    }

    @Test
    void loadsNothingThatOthersCouldHavePutThere() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

        NvmlReading reading = nvml(library, PATIENT).read();

        assertThat(reading).isInstanceOf(NvmlReading.Unusable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "13.580.95.05, 580.95.05",
        "12.535.183.01, 535.183.01",
        "580.95.05, 580.95.05",
        "390.157, 390.157",
        "10.440.33, 440.33"
    })
    void readsTheLibrarysOwnVersion(String said, String version) {
        assertThat(NvmlSession.withoutCuda(said)).isEqualTo(version);
    }

    private Nvml nvml(NvmlStandIn library, Duration deadline) {
        return nvml(library, deadline, Sleep.NEVER);
    }

    private Nvml nvml(NvmlStandIn library, Duration deadline, Sleep sleep) {
        return new Nvml(new NvmlLocations(List.of(library.library())), sleep, deadline, () -> now, xids::add);
    }

    private static GpuSample sample(NvmlReading reading) {
        return ((Sampled) ((Read) reading).gpus().getFirst()).sample();
    }

    private static <T> Answer<T> said(T value) {
        return new Answer.Value<>(value);
    }

    private static boolean isHeld(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
                } catch (IOException _) {
                    return false; // closed meanwhile
                }
            });
        }
    }

    private static final class Sleepers implements Sleep {
        private volatile Set<String> asleep = Set.of();
        private volatile boolean all;

        @Override
        public boolean ofAll() {
            return all;
        }

        @Override
        public boolean of(String busId) {
            return asleep.contains(busId);
        }
    }
}
