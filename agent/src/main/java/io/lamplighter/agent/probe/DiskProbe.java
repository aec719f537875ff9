package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system of the agent's directory, which a build is refused by as well. */
final class DiskProbe implements Probe<DiskReading> {
    private final BuildSpace space;

    DiskProbe(BuildSpace space) {
        this.space = space;
    }

    @Override
    public String source() {
        return "disk";
    }

    @Override
    public DiskReading read() throws IOException {
        FileStore store = Files.getFileStore(present(space.directory()));
        return new DiskReading(store.getTotalSpace(), store.getUsableSpace(), space.reserveBytes());
    }

    /** Before the agent has made its directory, it is on the file system of the folder that it will be made in. */
    private static Path present(Path directory) {
        Path present = directory;
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        return present;
    }
}
