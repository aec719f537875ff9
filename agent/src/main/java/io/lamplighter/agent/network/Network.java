package io.lamplighter.agent.network;

import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What this machine has for reaching sources. */
public record Network(MachineTrust trust) {
    /**
     * As it is configured.
     *
     * @param authorities a file of certificates; absent for the distribution's
     * @throws IllegalArgumentException with the next step, when the file is of no use
     */
    public static Network of(@Nullable Path authorities) {
        if (authorities == null) {
            return new Network(new MachineTrust());
        }
        requireReadable(authorities);
        return new Network(new MachineTrust(List.of(authorities.toAbsolutePath())));
    }

    /** Those that build may have another account. */
    private static void requireReadable(Path file) {
        try {
            if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new IllegalArgumentException("The file " + file
                        + " that lamplighter.authorities names cannot be read by everybody: chmod 644 it.");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " that lamplighter.authorities names cannot be read (" + e
                            + "): put the certificates there, or remove the setting to use the system's.",
                    e);
        }
    }

    /** The way to what no source has: without a proxy. */
    public SourceClient direct(SSLContext authorities, Duration connect) {
        return SourceClient.open(authorities, null, connect);
    }

    /**
     * The way to one source.
     *
     * @param authorities of {@link #trust}: one for many clients
     */
    public SourceClient client(AvailableSource source, SSLContext authorities, Duration connect) {
        return SourceClient.open(authorities, source.proxy(), connect);
    }
}
