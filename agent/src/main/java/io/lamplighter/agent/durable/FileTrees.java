package io.lamplighter.agent.durable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders; no link is followed. */
public final class FileTrees {
    private FileTrees() {}

    /** Removes a file or a folder with everything in it, if it is there. */
    public static void delete(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(tree, new Removing());
        }
    }

    /** The sum of a folder's files, as far as they can be read; nothing for one that is not there. */
    public static long bytes(Path tree) throws IOException {
        return bytes(tree, Integer.MAX_VALUE);
    }

    /**
     * The sum of those files that have no more than some names.
     *
     * @param mostNames hard links, on the whole file system
     */
    public static long bytes(Path tree, int mostNames) throws IOException {
        Summing summing = new Summing(mostNames);
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(tree, summing);
        }
        return summing.bytes;
    }

    private static final class Summing extends SimpleFileVisitor<Path> {
        private final int mostNames;
        private long bytes;

        Summing(int mostNames) {
            this.mostNames = mostNames;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && names(file) <= mostNames) {
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        private static int names(Path file) throws IOException {
            return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // it went while others were counted
        }
    }

    private static final class Removing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
