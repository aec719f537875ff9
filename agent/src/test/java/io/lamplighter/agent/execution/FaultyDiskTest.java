package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of 64 MiB that becomes full, and one that becomes read-only. It is a tmpfs in a mount namespace of its own,
 * which root may have, and everybody else where user namespaces are allowed; without either this fails.
 */
class FaultyDiskTest {
    private static final int BULK_BYTES = 20 << 20;

    @TempDir
    Path disk;

    @Test
    void leavesWhatWorksInUseOnAFullDiskAndGoesOnWhenThereIsRoom() throws Exception {
        List<String> said = runOn("full");

        assertThat(said).contains("before works", "during works", "after repaired", "generations 1");
        assertThat(said)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("failure DISK_FULL | The disk, or the quota on it, is full.")
                        .contains("Free space in the agent's directory"));
    }

    @Test
    void leavesWhatWorksInUseOnAReadOnlyDiskAndGoesOnWhenItIsRepaired() throws Exception {
        List<String> said = runOn("read-only");

        assertThat(said).contains("before works", "during works", "after repaired", "generations 1");
        assertThat(said)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "failure READ_ONLY_FILE_SYSTEM | The agent's directory is on a file system that is mounted read-only.")
                        .contains("mount it for writing again"));
    }

    private List<String> runOn(String fault) throws IOException, InterruptedException {
        byte[] bulk = new byte[BULK_BYTES];
        new Random(1).nextBytes(bulk);
        try (LocalIndex index = LocalIndex.start()
                .add("pypi", StubWheel.of("greeting", "1"))
                .add(
                        "whl/cpu",
                        new StubWheel(
                                "bulky",
                                "1",
                                List.of(),
                                Map.of("bulky/__init__.py", new byte[0], "bulky/data.bin", bulk)))) {
            return OwnDisk.run(FaultyDisk.class, disk, index.url(""), fault);
        }
    }
}
