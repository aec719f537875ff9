package io.lamplighter.controller.lock;

import io.lamplighter.api.reach.MachineTrust;
import io.lamplighter.controller.storage.DataDirectory;
import io.lamplighter.controller.storage.StartRefused;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The controller's way to sources: whom it trusts, and the secrets of its own that it has for them. */
@Singleton
@Startup
final class SourceClients {
    private static final int AT_ONCE = 8;

    private final MachineTrust trust;
    private final CredentialFolder credentials;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    @Inject
    SourceClients(DataDirectory directory, ReachConfig config) {
        this(directory.path().resolve("credentials"), config.authorities().orElse(null));
    }

    /**
     * As configured.
     *
     * @param authorities a file of certificates; absent for the distribution's
     * @throws StartRefused when that file cannot be read
     */
    SourceClients(Path credentials, @Nullable Path authorities) {
        if (authorities != null && !Files.isReadable(authorities)) {
            throw new StartRefused("The file " + authorities + " that lamplighter.authorities names cannot be read. Put"
                    + " the certificates there, or remove the setting to use the system's.");
        }
        this.credentials = new CredentialFolder(credentials);
        this.trust = authorities == null ? new MachineTrust() : new MachineTrust(List.of(authorities));
    }

    /** For a few questions, with what stands in the files now. */
    SourceClient open() throws IOException {
        return new SourceClient(trust.context(), credentials, turns);
    }
}
