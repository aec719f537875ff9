package io.lamplighter.agent.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void keepsTheLaterReportThatCameWhileAnEarlierWasSent() throws IOException {
        Spool spool = new Spool(folder);
        spool.changed(report(1));
        RunReport underWay = spool.next().orElseThrow();
        spool.changed(report(2));

        spool.sent(underWay);

        assertThat(spool.next()).contains(report(2));
        assertThat(new Spool(folder).next()).contains(report(2));
    }

    @Test
    void takesNoOlderReportForANewerOne() throws IOException {
        Spool spool = new Spool(folder);
        spool.changed(report(2));
        spool.changed(report(1));

        assertThat(spool.next()).contains(report(2));
    }

    @Test
    void holdsInMemoryWhatTheDiskDoesNotTake() throws IOException {
        Path gone = folder.resolve("spool");
        Spool spool = new Spool(gone);
        Files.delete(gone);

        spool.changed(report(1));

        assertThat(spool.next()).contains(report(1));
    }

    @Test
    void putsADamagedFileAsideAndGoesOn() throws IOException {
        new Spool(folder).changed(report(1));
        Files.writeString(folder.resolve("00000000-0000-7000-8000-000000000000.json"), "{torn");

        Spool spool = new Spool(folder);

        assertThat(spool.size()).isEqualTo(1);
        assertThat(folder).isDirectoryContaining("glob:**damaged-00000000*");
    }

    private static RunReport report(int sequence) {
        return new RunReport(
                new RunId("01980000-0000-7000-8000-000000000001"),
                sequence,
                new EnvironmentName("science"),
                new PlanId("0".repeat(64)),
                RunState.BUILDING,
                NOW,
                NOW,
                "science",
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null);
    }
}
