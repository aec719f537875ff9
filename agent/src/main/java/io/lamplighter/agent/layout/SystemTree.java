package io.lamplighter.agent.layout;

import io.lamplighter.agent.process.TrustedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The agent's directory in system mode: everybody may read environments, nobody what is the agent's own. */
public record SystemTree(Layout layout) {
    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    /**
     * Makes what is missing and gives everything the rights that it should have, whatever the umask is.
     *
     * @throws IOException also when others than root could have put something there
     */
    public void prepare() throws IOException {
        make(layout.root(), SHARED);
        if (!TrustedPrograms.ofThisProcess().isOurs(layout.root())) {
            throw new IOException(
                    "it, or a folder above it, belongs to another account than root or can be written by" + " others");
        }
        for (Path shared : List.of(layout.environments(), layout.bin(), layout.tools())) {
            make(shared, SHARED);
        }
        for (Path own : List.of(layout.spool(), layout.journal(), layout.credentials(), layout.scratch())) {
            make(own, PRIVATE);
        }
    }

    private static void make(Path folder, Set<PosixFilePermission> permissions) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, permissions);
    }
}
