package io.lamplighter.agent.network;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.reach.MachineTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A site's own store of files by their digests, for what is gone from its source: a folder or an address,
 * {@code <root>/ab/ab34…}. It is read and never written to, and need not be trusted: what is another file than it
 * should be is not taken.
 *
 * @param root a folder's absolute path or an address; absent where the site has none
 */
public record SiteCache(@Nullable String root, MachineTrust trust) {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** @throws IllegalArgumentException with the next step, when it is neither folder nor address */
    public SiteCache {
        if (root != null && !root.startsWith("/") && !isAddress(root)) {
            throw new IllegalArgumentException("lamplighter.site-cache is \"" + root
                    + "\": name a folder by its absolute path, or an address that begins with https:// or http://.");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public boolean isSet() {
        return root != null;
    }

    /** Where a file lies below the root. */
    static String place(Sha256 digest) {
        return digest.hex().substring(0, 2) + "/" + digest.hex();
    }

    /**
     * Puts a copy of a file somewhere.
     *
     * @param file to be made, in a folder that is there
     * @throws IOException when it is not there, or another than the one of this digest; nothing is left then
     */
    public void take(Sha256 digest, Path file) throws IOException, InterruptedException {
        if (root == null) {
            throw new IOException("the site has no cache");
        }
        try {
            if (isAddress(root)) {
                try (SourceClient client = SourceClient.open(trust.context(), null, null, CONNECT)) {
                    client.file(root + "/" + place(digest), file, digest);
                }
            } else {
                Files.copy(Path.of(root, place(digest)), file, StandardCopyOption.REPLACE_EXISTING);
                SourceClient.requireDigest(file, digest, digest.hex());
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
