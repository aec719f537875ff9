package io.lamplighter.agent.kernellog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRecordsTest {
    private static final Path PROGRAM = Path.of("/usr/bin/journalctl");
    private static final String LINUX = entry("s=1;i=1", "5", "\"Linux version 6.1\"");
    private static final String XID =
            entry("s=1;i=2", "120000000", "\"NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.\"");
    private static final String BYTES = entry("s=1;i=3", "130000000", "[72,105,255]");
    private static final String LATER = entry("s=1;i=4", "140000000", "\"NVRM: line one\\nNVRM: line two\"");

    @TempDir
    Path folder;

    private final FakeJournal journal = new FakeJournal();

    @Test
    void areThoseOfTheBootWithTheirTimes() throws Exception {
        journal.says(LINUX + XID);

        JournalRecords records = JournalRecords.open(journal, PROGRAM, Duration.ZERO);

        assertThat(requireNonNull(records.next()).lines()).containsExactly("Linux version 6.1");
        assertThat(records.next())
                .isEqualTo(new KmsgRecord(
                        120_000_000,
                        Duration.ofMinutes(2),
                        List.of("NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.")));
    }

    @Test
    void goOnBehindTheLastOneAndPassOverBytes() throws Exception {
        journal.says(LINUX);
        journal.says("");
        journal.says(BYTES);
        journal.says(LATER);
        JournalRecords records = JournalRecords.open(journal, PROGRAM, Duration.ZERO);
        records.next();

        assertThat(requireNonNull(records.next()).lines()).containsExactly("NVRM: line one", "NVRM: line two");
        assertThat(journal.asked)
                .extracting(line -> line.getLast())
                .containsExactly(
                        "--output-fields=MESSAGE",
                        "--after-cursor=s=1;i=1",
                        "--after-cursor=s=1;i=1",
                        "--after-cursor=s=1;i=3");
    }

    /** An agent that could read the device before, and now cannot, counts what the journal tells from the boot on. */
    @Test
    void areNotTakenForThoseThatTheDeviceNumbered() throws Exception {
        Path file = folder.resolve("kernel-errors.json");
        journal.says(LINUX + XID);
        journal.answers.add(new Exited(1, "the journal ends here"));
        KmsgDevice device = new KmsgDevice(new ByteArrayInputStream(
                "4,20,120000000,-;NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.".getBytes(UTF_8)));

        Map<XidEvent, Count> byDevice = counted(file, device);
        Map<XidEvent, Count> byJournal = counted(file, JournalRecords.open(journal, PROGRAM, Duration.ZERO));

        assertThat(byJournal)
                .isEqualTo(byDevice)
                .containsExactly(
                        Map.entry(new XidEvent("0000:01:00.0", 79), new Count(1, Instant.EPOCH.plusSeconds(120))));
    }

    /** Until the log ends, for whatever reason. */
    private static Map<XidEvent, Count> counted(Path file, KernelRecords records) {
        XidCounts counts = new XidCounts(() -> Instant.EPOCH);
        KernelErrors errors = new KernelErrors(address -> address);
        try {
            new KernelLog("boot-1", Instant.EPOCH, new KernelErrorFile(file), errors, counts).follow(records);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("the journal ends here");
        }
        return counts.all();
    }

    @Test
    void areNotThereForAnAccountThatMayNotReadThem() {
        journal.says("");

        assertThatThrownBy(() -> JournalRecords.open(journal, PROGRAM, Duration.ZERO))
                .hasMessageContaining("the group systemd-journal may read them");
    }

    @Test
    void endWhereTheJournalCannotBeRead() {
        journal.answers.add(new Exited(1, "Failed to open journal"));

        assertThatThrownBy(() -> JournalRecords.open(journal, PROGRAM, Duration.ZERO))
                .hasMessageContaining("Failed to open journal");
    }

    private static String entry(String cursor, String micros, String message) {
        return "{\"__CURSOR\":\"%s\",\"__MONOTONIC_TIMESTAMP\":\"%s\",\"MESSAGE\":%s}\n"
                .formatted(cursor, micros, message);
    }

    private static final class FakeJournal implements CommandRunner {
        private final Queue<CommandResult> answers = new ArrayDeque<>();
        private final List<List<String>> asked = new ArrayList<>();

        void says(String lines) {
            answers.add(new Exited(0, lines));
        }

        @Override
        public CommandResult run(Command command) {
            asked.add(command.arguments());
            return answers.remove();
        }
    }
}
