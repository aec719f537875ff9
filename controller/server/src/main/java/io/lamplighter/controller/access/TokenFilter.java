package io.lamplighter.controller.access;

import io.lamplighter.api.name.Sha256;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Lets nobody to {@code /api/v1} without a token, before it is even looked what is there. */
@Provider
@PreMatching
final class TokenFilter implements ContainerRequestFilter {
    /** Asked for late: filters are made before there is any configuration. */
    private final Instance<Tokens> tokens;

    TokenFilter(Instance<Tokens> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith("/api/")) {
            return;
        }
        Optional<Sha256> token = BearerToken.digest(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (token.filter(sent -> tokens.get().open(path, sent)).isEmpty()) {
            throw tokens.get().refusal(path, token);
        }
    }
}
