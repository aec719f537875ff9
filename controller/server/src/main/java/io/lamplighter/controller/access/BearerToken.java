package io.lamplighter.controller.access;

import io.lamplighter.api.name.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bearer token as the controller deals with it: by its digest, so that no secret is stored, compared or logged. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The digest of the token in an Authorization header. */
    public static Optional<Sha256> digest(@Nullable String authorization) {
        return authorization == null || !authorization.startsWith(SCHEME)
                ? Optional.empty()
                : Optional.of(Sha256.of(authorization.substring(SCHEME.length()).strip()));
    }
}
