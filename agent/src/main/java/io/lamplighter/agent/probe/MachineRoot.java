package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files are by which the machine is read.
 *
 * @param folder that {@code proc}, {@code sys}, {@code run}, {@code boot} and {@code etc} are in
 */
public record MachineRoot(Path folder) {
    /** Names the boot that the machine runs in. */
    public String bootId() throws IOException {
        return Files.readString(folder.resolve("proc/sys/kernel/random/boot_id"))
                .strip();
    }
}
