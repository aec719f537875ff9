package io.lamplighter.agent.builder;

import io.lamplighter.agent.durable.FileTrees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

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
                FileTrees.delete(entry);
            }
        }
    }
}
