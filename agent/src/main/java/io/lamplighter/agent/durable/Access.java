package io.lamplighter.agent.durable;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may do what with a file, whatever the umask of the agent. */
public enum Access {
    /** Identity, spool, journal. */
    OWNER_ONLY("rw-------"),
    READABLE("rw-r--r--"),
    EXECUTABLE("rwxr-xr-x");

    private final String permissions;

    Access(String permissions) {
        this.permissions = permissions;
    }

    public Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(permissions);
    }

    FileAttribute<Set<PosixFilePermission>> asAttribute() {
        return PosixFilePermissions.asFileAttribute(permissions());
    }
}
