package io.lamplighter.agent.standalone;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** What came out of an archive, before anything of it is run: plain files, folders, and links that stay inside. */
record UnpackedPython(Path folder) {
    private static final int SPECIAL = 06022;

    /**
     * Looks at all of it.
     *
     * @throws IOException with the first thing that has no place in a Python
     */
    void require() throws IOException {
        Path root = folder.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    Path target =
                            file.resolveSibling(Files.readSymbolicLink(file)).normalize();
                    refuseIf(!target.startsWith(root), file, "leads out of it");
                } else {
                    refuseIf(!attributes.isRegularFile(), file, "is no plain file");
                    int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                    refuseIf((mode & SPECIAL) != 0, file, "gives its owner's rights to others");
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void refuseIf(boolean wrong, Path file, String what) throws IOException {
        if (wrong) {
            throw new IOException("what was fetched is no Python that may be run: " + file.getFileName() + " " + what);
        }
    }
}
