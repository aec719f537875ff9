package io.lamplighter.controller.lock;

import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.reach.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * The controller's own secrets, a file each in the form of those of agents, in the data directory that no other account
 * can look into. Read anew each time; no message repeats anything that stands in one.
 */
record CredentialFolder(Path folder) {
    private static final long LONGEST = 1 << 16;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** @throws IOException with what to do, when there is none of this name or it cannot be relied on */
    Credential read(CredentialName name) throws IOException {
        Path file = folder.resolve(name.value());
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "the source wants the credential " + name + ", and the controller has no file " + file, e);
        }
        if (!attributes.isRegularFile()
                || attributes.size() > LONGEST
                || !OWNERS.containsAll(attributes.permissions())) {
            throw new IOException(file + " is no plain file that its owner alone can read: chmod 600 it");
        }
        try {
            return ManifestReader.data(file.toString(), Files.readString(file), Credential.class);
        } catch (ManifestException _) { // its message repeats what stands there
            throw new IOException(file + " is no credential: it has hosts, and user and password or a token, as those"
                    + " of agents have");
        }
    }
}
