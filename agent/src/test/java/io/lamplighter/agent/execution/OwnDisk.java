package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program on a small disk that no other process sees, as no process outside is seen by it. */
final class OwnDisk {
    private OwnDisk() {}

    /** The lines that a scenario says, whose first argument is where the disk is. */
    static List<String> run(Class<?> scenario, Path disk, String... arguments)
            throws IOException, InterruptedException {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/unshare", root ? "-mpf" : "-rmpf", "--mount-proc", "--kill-child"));
        command.addAll(List.of("/bin/sh", "-c", "mount -t tmpfs -o size=64m tmpfs \"$0\" && \"$@\"", disk.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                scenario.getName(),
                disk.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
