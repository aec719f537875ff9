package io.lamplighter.agent.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelLogTest {
    private static final Instant BOOTED = Instant.parse("2026-11-30T07:00:00Z");
    private static final String XID_48 = "6,10,60000000,-;NVRM: Xid (PCI:0000:01:00): 48, pid=1, an ECC error";
    private static final String XID_79 = "4,20,120000000,-;NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.";
    private static final String FELL = "4,21,120000001,-;NVRM: GPU 0000:01:00.0: GPU has fallen off the bus.";
    private static final String TAKEN_ANEW = "4,30,180000000,-;NVRM: GPU at PCI:0000:01:00: GPU-a";
    private static final String FELL_AGAIN = "4,40,240000000,-;NVRM: GPU 0000:01:00.0: GPU has fallen off the bus.";

    @TempDir
    Path folder;

    @Test
    void countsWhatWasWrittenBeforeItStarted() throws Exception {
        assertThat(after("boot-1", "6,1,5,-;Linux version 6.1", XID_48, XID_79))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        new XidEvent("GPU-a", 48), new Count(1, BOOTED.plusSeconds(60)),
                        new XidEvent("GPU-a", 79), new Count(1, BOOTED.plusSeconds(120))));
    }

    @Test
    void countsAGpuThatFellOffTheBusOnce() throws Exception {
        assertThat(after("boot-1", XID_79, FELL))
                .hasSize(1)
                .containsEntry(new XidEvent("GPU-a", 79), new Count(1, BOOTED.plusSeconds(120)));
    }

    @Test
    void countsAGpuThatFellOffTheBusWithoutAnXid() throws Exception {
        assertThat(after(
                        "boot-1",
                        "4,20,120000000,-;NVRM: The NVIDIA GPU 0000:01:00.0\\x0aNVRM: (PCI ID: 10de:26b5) installed in this"
                                + " system has\\x0aNVRM: fallen off the bus and is not responding to commands.\n"
                                + " SUBSYSTEM=pci\n DEVICE=+pci:0000:01:00.0"))
                .containsOnlyKeys(new XidEvent("GPU-a", 79));
    }

    @Test
    void believesTheLogWhichGpuIsWhere() throws Exception {
        assertThat(after("boot-1", "4,19,1,-;NVRM: GPU at PCI:0000:01:00: GPU-0b", XID_79))
                .containsOnlyKeys(new XidEvent("GPU-0b", 79));
    }

    @Test
    void countsNothingTwiceAndForgetsNothingOverARestart() throws Exception {
        after("boot-1", XID_48);

        assertThat(after("boot-1", XID_48, XID_79))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        new XidEvent("GPU-a", 48), new Count(1, BOOTED.plusSeconds(60)),
                        new XidEvent("GPU-a", 79), new Count(1, BOOTED.plusSeconds(120))));
    }

    @Test
    void remembersOverARestartThatAGpuFellOffTheBus() throws Exception {
        after("boot-1", XID_79);

        assertThat(after("boot-1", XID_79, FELL))
                .containsExactly(Map.entry(new XidEvent("GPU-a", 79), new Count(1, BOOTED.plusSeconds(120))));
    }

    @Test
    void countsAGpuAgainThatItsDriverTookAnewMeanwhile() throws Exception {
        assertThat(after("boot-1", FELL, TAKEN_ANEW, FELL_AGAIN))
                .containsExactly(Map.entry(new XidEvent("GPU-a", 79), new Count(2, BOOTED.plusSeconds(240))));
    }

    @Test
    void startsAnewWithTheNextBoot() throws Exception {
        after("boot-1", XID_48, XID_79);

        assertThat(after("boot-2", XID_48)).containsOnlyKeys(new XidEvent("GPU-a", 48));
    }

    @Test
    void startsAnewWhereItsFileIsBroken() throws Exception {
        Files.writeString(folder.resolve("kernel-errors.json"), "{\"bootId\":");

        assertThat(after("boot-1", XID_48)).containsOnlyKeys(new XidEvent("GPU-a", 48));
    }

    @Test
    void knowsWhenTheMachineWasBooted() {
        assertThat(KernelLogThread.bootedAt(BOOTED.plusMillis(27971120), "27971.12 55000.10\n"))
                .isEqualTo(BOOTED);
    }

    @Test
    void isNotCountedByTheLibraryToo() {
        XidCounts counts = new XidCounts(() -> BOOTED);
        counts.countUnlessLogged(new XidEvent("GPU-a", 48));
        counts.leaveToKernelLog();
        counts.countUnlessLogged(new XidEvent("GPU-a", 79));

        assertThat(counts.all()).isEmpty();
    }

    private Map<XidEvent, Count> after(String bootId, String... records) throws Exception {
        XidCounts counts = new XidCounts(() -> BOOTED);
        new KernelLog(
                        bootId,
                        BOOTED,
                        new KernelErrorFile(folder.resolve("kernel-errors.json")),
                        new KernelErrors(address -> address.equals("0000:01:00.0") ? "GPU-a" : address),
                        counts)
                .follow(new Recorded(records));
        return counts.all();
    }

    private static final class Recorded implements KernelRecords {
        private final Queue<KmsgRecord> records;

        Recorded(String... records) {
            this.records = new ArrayDeque<>(Stream.of(records)
                    .map(KmsgRecord::parse)
                    .flatMap(Optional::stream)
                    .toList());
        }

        @Override
        public @Nullable KmsgRecord next() {
            return records.poll();
        }

        @Override
        public String numbering() {
            return "";
        }

        @Override
        public void close() {}
    }
}
