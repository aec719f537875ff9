package io.lamplighter.agent.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** An account of the machine by its numbers. */
record Account(String name, int user, int group) {
    private static final int FIELDS = 7;

    /** Root's, and the one that file systems give to whom they don't know. */
    private static final Set<Integer> NEVER = Set.of(0, 65534);

    /** Reads a line of {@code getent passwd}; empty for accounts that nothing may be built as. */
    static Optional<Account> parse(String line) {
        String[] fields = line.strip().split(":", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        Account found = new Account(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
        return NEVER.contains(found.user) ? Optional.empty() : Optional.of(found);
    }

    boolean owns(Path file) throws IOException {
        return ownerOf(file) == user;
    }

    /** Never of what a link leads to. */
    static int ownerOf(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives a file away, itself and never what it leads to. */
    static void give(Path file, int user, int group) throws IOException {
        Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    }
}
