package io.lamplighter.agent.builder;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Takes a generation from the builder: everything becomes root's and read-only. It is looked at whole before anything
 * is changed, when nothing of the builder runs any more; an interrupted sealing is done again.
 */
record Sealing(SharedFiles shared) {
    private static final int FOLDER = 0755;
    private static final int PROGRAM = 0555;
    private static final int DATA = 0444;
    private static final int ANY_EXECUTE = 0111;
    private static final int FOREIGN_WRITE = 0022;
    private static final int SPECIAL = 06000;
    private static final int PERMISSIONS = 07777;
    private static final int ROOT = 0;

    void seal(Path generation, Path interpreter, Account builder) throws FailureException, IOException {
        Inspector inspector = new Inspector(generation.toRealPath(), interpreter.toRealPath(), builder);
        Files.walkFileTree(generation, inspector);
        if (inspector.found != null) {
            throw new FailureException(
                    Catalogue.named("GENERATION_TAMPERED", inspector.found).adding("At " + inspector.at + "."), "");
        }
        Files.walkFileTree(generation, new Taker());
        Files.walkFileTree(generation, new Sharer());
    }

    private static int mode(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS;
    }

    private static int sealed(int mode) {
        return (mode & ANY_EXECUTE) == 0 ? DATA : PROGRAM;
    }

    /** Looks for what no installer leaves. */
    private static final class Inspector extends SimpleFileVisitor<Path> {
        private final Path generation;
        private final Path interpreter;
        private final Account builder;
        private @Nullable String found;
        private Path at;

        Inspector(Path generation, Path interpreter, Account builder) {
            this.generation = generation;
            this.interpreter = interpreter;
            this.builder = builder;
            this.at = generation;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return judge(folder, complaint(folder, mode(folder) & ~01000));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                return judge(file, staysInside(file) ? null : "a link out of it");
            }
            if (!attributes.isRegularFile()) {
                return judge(file, "a pipe, a socket or a device");
            }
            return judge(file, complaint(file, mode(file)));
        }

        /** What is root's already was sealed before, or the agent put it there; never another's by a second name. */
        private @Nullable String complaint(Path file, int mode) throws IOException {
            if ((mode & SPECIAL) != 0) {
                return "a file that gives its owner's rights to others";
            }
            if (builder.owns(file)) {
                return null;
            }
            boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
            boolean agents = folder || mode == sealed(mode) || names(file) == 1;
            return Account.ownerOf(file) == ROOT && agents && (mode & FOREIGN_WRITE) == 0
                    ? null
                    : "a file of another account";
        }

        private static int names(Path file) throws IOException {
            return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        }

        private boolean staysInside(Path link) {
            try {
                Path target = link.toRealPath();
                return target.startsWith(generation) || target.equals(interpreter);
            } catch (IOException _) {
                return false;
            }
        }

        private FileVisitResult judge(Path file, @Nullable String complaint) {
            found = complaint;
            at = file;
            return complaint == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }

    /** Folders first, from the top: from then on nobody else puts anything into them. */
    private static final class Taker extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Account.give(folder, ROOT, ROOT);
            Files.setAttribute(folder, "unix:mode", FOLDER, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Account.give(file, ROOT, ROOT);
            if (attributes.isRegularFile()) {
                Files.setAttribute(file, "unix:mode", sealed(mode(file)), LinkOption.NOFOLLOW_LINKS);
                Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(SharedFiles.SEALED, null, null);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private final class Sharer extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                shared.share(file, mode(file) == PROGRAM);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
