package io.lamplighter.agent.exposure;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Folders that nobody but root and the agent's own account can replace: who owns one of a path's folders decides what
 * is written below it. In an account's own home a group may write: on many systems each account has a group of its own.
 *
 * @param account the agent's
 */
record SafeFolders(String account) {
    private static final String ROOT = "root";
    private static final int STICKY = 01000;

    /** A folder that does not exist is as safe as the one that it would be made in. */
    boolean areSafe(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Path parent = folder.getParent();
            return parent != null && areSafe(parent);
        }
        for (Path part = folder.toRealPath(); part != null; part = part.getParent()) {
            PosixFileAttributes attributes = Files.readAttributes(part, PosixFileAttributes.class);
            String owner = attributes.owner().getName();
            boolean open = attributes.permissions().contains(OTHERS_WRITE)
                    || (account.equals(ROOT) && attributes.permissions().contains(GROUP_WRITE));
            if ((!owner.equals(ROOT) && !owner.equals(account)) || (open && !isSticky(part))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSticky(Path part) throws IOException {
        return Files.getAttribute(part, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
    }
}
