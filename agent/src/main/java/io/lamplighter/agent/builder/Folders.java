package io.lamplighter.agent.builder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders that belong to whom they should, whatever the umask is; nothing follows a link. */
final class Folders {
    static final Account ROOT = new Account("root", 0, 0);

    private Folders() {}

    /** The parent is root's, so that nobody else can have put anything in its place. */
    static void make(Path folder, int mode, Account owner) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        Files.setAttribute(folder, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        Account.give(folder, owner.user(), owner.group());
    }

    /** Removes everything in a folder, of which nobody uses anything. */
    static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Files.walkFileTree(entry, new Removing());
            }
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
