package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.api.schedule.Hindrance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final ProcessGroup GROUP = new ProcessGroup(4711, 815, "boot");

    @TempDir
    Path folder;

    private Layout layout;
    private Journal journal;

    @BeforeEach
    void open() {
        layout = new Layout(folder);
        journal = new FileJournal(layout, "boot");
    }

    @Test
    void readsEveryPhaseAsItWasWritten() throws IOException {
        Run run = Samples.run();
        journal.enter(run);
        for (Phase phase : new Phase[] {
            new Phase.Waiting(Samples.NOON, true),
            new Phase.Waiting(
                    Samples.NOON,
                    false,
                    true,
                    List.of(new Hindrance(Hindrance.Reason.OUTSIDE_WINDOW, "not now", Samples.NOON))),
            new Phase.Claimed(),
            new Phase.Preparing(),
            new Phase.Solving(),
            new Phase.Building(1, 2),
            new Phase.Verifying(),
            new Phase.Sealing(),
            new Phase.Activating(),
            new Phase.Exposing(),
            new Phase.Done()
        }) {
            Run moved = run.move(phase, Findings.NONE.in(Samples.FIRST).with(Samples.CHOICE), Samples.NOON);

            journal.enter(moved);

            assertThat(journal.last(Samples.LAB)).contains(new Journal.Entry("boot", moved, null));
        }
        Run failed =
                Transition.next(run, Samples.broke("DISK_FULL"), Samples.NOON).run();
        journal.enter(failed);
        assertThat(journal.last(Samples.LAB).orElseThrow().run()).isEqualTo(failed);
    }

    @Test
    void knowsTheProgramThatWasStartedLastAndNoTornLine() throws IOException {
        journal.enter(Samples.run());
        journal.started(Samples.LAB, GROUP);
        Files.write(layout.journal(Samples.LAB), "{\"bootId\":\"bo".getBytes(UTF_8), StandardOpenOption.APPEND);

        Journal.Entry last = journal.last(Samples.LAB).orElseThrow();

        assertThat(last).isEqualTo(new Journal.Entry("boot", Samples.run(), GROUP));
        assertThat(journal.environments()).containsExactly(Samples.LAB);
    }

    @Test
    void beginsAnewWithANewRunAndIsNobodyElses() throws IOException {
        journal.enter(Samples.run());
        journal.started(Samples.LAB, GROUP);

        journal.enter(Samples.run());

        assertThat(journal.last(Samples.LAB).orElseThrow().group()).isNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.journal(Samples.LAB))))
                .isEqualTo("rw-------");
    }
}
