package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
            Process scenario = new ProcessBuilder(command(index, fault))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(scenario.getInputStream().readAllBytes(), UTF_8);
            assertThat(scenario.waitFor()).as(said).isZero();
            return said.lines().toList();
        }
    }

    private List<String> command(LocalIndex index, String fault) {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> command = new ArrayList<>(List.of("/usr/bin/unshare", root ? "-m" : "-rm"));
        command.addAll(
                List.of("/bin/sh", "-c", "mount -t tmpfs -o size=64m tmpfs \"$0\" && exec \"$@\"", disk.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FaultyDisk.class.getName(),
                disk.toString(),
                index.url(""),
                fault));
        return command;
    }
}
