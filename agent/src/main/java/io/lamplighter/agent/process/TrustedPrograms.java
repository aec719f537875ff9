package io.lamplighter.agent.process;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;

/**
 * Which programs the agent may start: those that nobody but root and the agent's own account could have put there, as
 * every folder on their path decides too.
 *
 * @param account the agent's
 */
public record TrustedPrograms(String account) {
    private static final Set<String> ROOT = Set.of("root");
    private static final int STICKY = 01000;

    public static TrustedPrograms ofThisProcess() {
        return new TrustedPrograms(System.getProperty("user.name", "root"));
    }

    /** Whether this process is root's. */
    public static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer user && user == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it exists, is a program, and may be started. */
    public boolean mayRun(Path program) {
        try {
            Path resolved = program.toRealPath();
            return Files.isExecutable(resolved) && Files.isRegularFile(resolved) && isSafe(resolved);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether nobody else could have put this file or folder where it is, or can alter it. */
    public boolean isOurs(Path file) {
        try {
            return isSafe(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isSafe(Path resolved) throws IOException {
        for (Path part = resolved; part != null; part = part.getParent()) {
            PosixFileAttributes attributes = Files.readAttributes(part, PosixFileAttributes.class);
            String owner = attributes.owner().getName();
            boolean ours = ROOT.contains(owner) || owner.equals(account);
            boolean open = attributes.permissions().contains(GROUP_WRITE)
                    || attributes.permissions().contains(OTHERS_WRITE);
            if (!ours || (open && !keepsWhatIsInIt(part, attributes))) {
                return false;
            }
        }
        return true;
    }

    /** In a folder like /tmp, with the sticky bit, nobody can replace what belongs to somebody else. */
    private static boolean keepsWhatIsInIt(Path part, PosixFileAttributes attributes) throws IOException {
        return attributes.isDirectory()
                && Files.getAttribute(part, "unix:mode") instanceof Integer mode
                && (mode & STICKY) != 0;
    }
}
