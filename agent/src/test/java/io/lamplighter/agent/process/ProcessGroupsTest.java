package io.lamplighter.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups as a killed agent leaves them: nobody waits for them. */
class ProcessGroupsTest {
    private final ProcessTable table = new ProcessTable(Path.of("/proc"));
    private final ProcessGroups groups = new ProcessGroups();
    private Process orphan;
    private ProcessGroup recorded;

    @BeforeEach
    void leaveAGroup() throws IOException {
        orphan =
                new ProcessBuilder("/usr/bin/setsid", "/bin/sh", "-c", "sleep 600 & sleep 600 & echo up; wait").start();
        assertThat(orphan.inputReader().readLine()).isEqualTo("up");
        recorded = groups.ledBy(orphan.pid());
    }

    @AfterEach
    void end() throws Exception {
        groups.end(recorded);
    }

    @Test
    void endsAllOfIt() throws Exception {
        groups.end(recorded);

        assertThat(members()).isZero();
    }

    @Test
    void endsWhatOutlivedItsLeader() throws Exception {
        orphan.destroyForcibly().waitFor();

        groups.end(recorded);

        assertThat(members()).isZero();
    }

    @Test
    void leavesALaterOwnerOfTheNumberAlone() throws Exception {
        groups.end(new ProcessGroup(recorded.id(), recorded.startTicks() - 1, recorded.bootId()));

        assertThat(members()).isEqualTo(3);
    }

    @Test
    void leavesAnotherBootAlone() throws Exception {
        groups.end(new ProcessGroup(recorded.id(), recorded.startTicks(), "c0ffee00-0000-4000-8000-000000000000"));

        assertThat(members()).isEqualTo(3);
    }

    @Test
    void readsAProgramWhoseNameLooksLikeFields() {
        ProcessTable.Entry entry =
                ProcessTable.parse(7, "7 (a) S 1 (b)) Z 1 70 71 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 8199 0 0");

        assertThat(entry).isEqualTo(new ProcessTable.Entry(7, 'Z', 70, 71, 8199));
    }

    private long members() throws IOException {
        return table.living().stream()
                .filter(entry -> entry.session() == recorded.id())
                .count();
    }
}
