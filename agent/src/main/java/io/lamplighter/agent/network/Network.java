package io.lamplighter.agent.network;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.reach.Credential;
import io.lamplighter.api.reach.CredentialHost;
import io.lamplighter.api.reach.MachineTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What this machine has for reaching sources.
 *
 * @param archiveProxy by which archives are fetched that no source has; absent where directly
 */
public record Network(
        MachineTrust trust,
        CredentialFolder credentials,
        SiteCache siteCache,
        @Nullable ProxyUrl archiveProxy) {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /**
     * As it is configured.
     *
     * @param authorities a file of certificates; absent for the distribution's
     * @param credentials the folder of secrets
     * @param siteCache a folder or an address of files by their digests; absent where the site has none
     * @throws IllegalArgumentException with the next step, when one of them is of no use
     */
    public static Network of(@Nullable Path authorities, Path credentials, @Nullable String siteCache) {
        MachineTrust trust = trust(authorities);
        return new Network(trust, new CredentialFolder(credentials), new SiteCache(siteCache, trust), null);
    }

    /** The same with a proxy on the way to archives. */
    public Network fetchingArchivesBy(@Nullable ProxyUrl proxy) {
        return new Network(trust, credentials, siteCache, proxy);
    }

    private static MachineTrust trust(@Nullable Path authorities) {
        if (authorities == null) {
            return new MachineTrust();
        }
        requireReadable(authorities);
        return new MachineTrust(List.of(authorities.toAbsolutePath()));
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

    /** The way to archives that no source has, without a secret. */
    public SourceClient toArchives() throws IOException {
        return SourceClient.open(trust.context(), archiveProxy, null, CONNECT);
    }

    /**
     * The way to one source.
     *
     * @param authorities of {@link #trust}: one for many clients
     * @throws FailureException when the source's credential is of no use
     */
    public SourceClient client(AvailableSource source, SSLContext authorities, Duration connect)
            throws FailureException {
        Credential credential = source.credential() == null ? null : credential(source, source.credential());
        return SourceClient.open(authorities, source.proxy(), credential, connect);
    }

    /** The same for one client alone. */
    public SourceClient client(AvailableSource source) throws FailureException, IOException {
        return client(source, trust.context(), CONNECT);
    }

    /**
     * What a program is told that uses these sources.
     *
     * @throws FailureException when they want different proxies, or a credential is of no use
     */
    public Passage to(Collection<AvailableSource> sources) throws FailureException {
        Map<CredentialName, Credential> needed = new TreeMap<>();
        for (AvailableSource source : sources) {
            CredentialName name = source.credential();
            if (name != null) {
                needed.put(name, credential(source, name));
            }
        }
        return Passage.of(ProxyChoice.of(sources), needed);
    }

    /** A manifest names a secret; where it goes is said by the machine alone. */
    private Credential credential(AvailableSource source, CredentialName name) throws FailureException {
        Credential credential = credentials.read(name);
        String address = source.url();
        if (address != null && !credential.covers(URI.create(address))) {
            throw CredentialFolder.unusable(
                    name,
                    "Its file does not name "
                            + CredentialHost.origin(URI.create(address)).replace("https://", "") + ", where the source "
                            + source.name() + " is");
        }
        return credential;
    }
}
