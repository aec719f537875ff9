package io.lamplighter.controller.access;

import io.lamplighter.controller.problem.CallerMistake.UnknownToken;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

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
        boolean known = BearerToken.digest(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(token -> tokens.get().open(path, token))
                .isPresent();
        if (!known) {
            throw new UnknownToken(
                    "the operator's bearer token is missing or wrong",
                    "send the token that stands in operator.token in the controller's data directory");
        }
    }
}
