package io.lamplighter.agent.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.Recordings;
import io.lamplighter.agent.kernellog.KernelEvent.FellOffBus;
import io.lamplighter.agent.kernellog.KernelEvent.Named;
import io.lamplighter.agent.kernellog.KernelEvent.Xid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaLinesTest {
    private static final Path WRITTEN = Path.of("src/test/resources/kernel-log");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVRM: Xid (PCI:0000:9b:00): 79, pid=2024380, name=python, GPU has fallen off the bus.",
                "[Sun Feb 23 16:24:18 2025] NVRM: Xid (PCI:0000:9b:00): 79, pid='<unknown>', name=<unknown>",
                "Nov 30 08:00:01 lab-1 kernel: NVRM: Xid (PCI:0000:9b:00.0): 79, GPU lost",
                "[ 1843.308145] NVRM: Xid (0000:9B:00): 79, Ch 00000008",
                "kern  :warn  : 2025-01-21T04:41:44,285060+00:00 NVRM: Xid (PCI:00000000:9b:00): 79, x",
                "NVRM: Xid (PCI:0000:9b:00 GPU-I:05): 79, pid=1, name=python, Ch 00000008",
                "NVRM: Xid (PCI:0000:9b:00 GPU-I:01 GPU-CI:02): 79, pid=1, name=python, Ch 00000008"
            })
    void readsAnXidInWhateverStandsBeforeIt(String line) {
        assertThat(new NvidiaLines().read(line)).contains(new Xid("0000:9b:00.0", 79));
    }

    @Test
    void readsWhichGpuIsAtAnAddress() {
        assertThat(new NvidiaLines().read("NVRM: GPU at PCI:0000:9b:00: GPU-509665ad-b600-ac93-3616-d754b23d636d"))
                .contains(new Named("0000:9b:00.0", "GPU-509665ad-b600-ac93-3616-d754b23d636d"));
    }

    @Test
    void readsAGpuThatFellOffTheBus() {
        assertThat(new NvidiaLines().read("NVRM: GPU 0000:5d:00.0: GPU has fallen off the bus."))
                .contains(new FellOffBus("0000:5d:00.0"));
    }

    @Test
    void readsAGpuThatFellOffTheBusInThreeLines() {
        assertThat(events(
                        "[ 1843.308145] NVRM: The NVIDIA GPU 0000:5d:00.0",
                        "               NVRM: (PCI ID: 10de:26b5) installed in this system has",
                        "               NVRM: fallen off the bus and is not responding to commands."))
                .containsExactly(new FellOffBus("0000:5d:00.0"));
    }

    @Test
    void takesNoLastLineForAGpuThatWasNamedLongBefore() {
        assertThat(events(
                        "NVRM: The NVIDIA GPU 0000:5d:00.0",
                        "NVRM: a",
                        "NVRM: b",
                        "NVRM: c",
                        "NVRM: d",
                        "NVRM: fallen off the bus and is not responding to commands."))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVRM: No NVIDIA graphics adapter probed!",
                "NVRM: GPU4 RPC history (CPU -> GSP):",
                "python[77]: Xid (PCI:0000:9b:00): 79, printed by a program",
                "NVRM: The NVIDIA probe routine failed for 1 device(s)."
            })
    void readsNothingElse(String line) {
        assertThat(new NvidiaLines().read(line)).isEmpty();
    }

    @Test
    void readsWholeLogs() throws Exception {
        assertThat(log(WRITTEN.resolve("fell-in-three-lines.log"))).containsExactly(new FellOffBus("0000:41:00.0"));
        assertThat(log(WRITTEN.resolve("xid-119.log")))
                .containsExactly(
                        new Named("0000:41:00.0", "GPU-11111111-2222-3333-4444-555555555555"),
                        new Xid("0000:41:00.0", 119));
        assertThat(log(WRITTEN.resolve("nouveau.log"))).isEmpty();
    }

    @Test
    @EnabledIf("io.lamplighter.agent.fixture.Recordings#areThere")
    void readsRecordedLogs() throws Exception {
        Path recorded = Recordings.folder().orElseThrow().resolve("kernel-log");

        assertThat(log(recorded.resolve("fallen-off-bus-multiline-no-xid.log")))
                .containsExactly(new FellOffBus("0000:b3:00.0"));
        assertThat(log(recorded.resolve("gpud__dmesg-with-xid-119.log")))
                .contains(
                        new Named("0000:9b:00.0", "GPU-509665ad-b600-ac93-3616-d754b23d636d"),
                        new Xid("0000:9b:00.0", 119));
        assertThat(log(recorded.resolve("nouveau-owns-device.log"))).isEmpty();
        assertThat(log(recorded.resolve("gpud__nccl-dmesg.decode.iso.log"))).isEmpty();
    }

    private static List<KernelEvent> log(Path file) throws Exception {
        return events(Files.readAllLines(file).toArray(String[]::new));
    }

    private static List<KernelEvent> events(String... lines) {
        NvidiaLines reader = new NvidiaLines();
        return Stream.of(lines).map(reader::read).flatMap(Optional::stream).toList();
    }
}
