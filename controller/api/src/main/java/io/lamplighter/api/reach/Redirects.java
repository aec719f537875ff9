package io.lamplighter.api.reach;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Where an answer sends whoever asked. Followed by hand, for an HTTP client that follows by itself takes a secret
 * along; never from https to http.
 */
public final class Redirects {
    /** How many are followed for one request. */
    public static final int MOST = 10;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirects() {}

    public static boolean isOne(int status) {
        return STATUSES.contains(status);
    }

    /** The next address; empty when the answer is no redirect, or one that nobody should follow. */
    public static Optional<URI> next(HttpResponse<?> answer) {
        if (!isOne(answer.statusCode())) {
            return Optional.empty();
        }
        return answer.headers()
                .firstValue("Location")
                .flatMap(location -> resolved(answer.uri(), location))
                .filter(next -> "https".equals(next.getScheme())
                        || ("http".equals(next.getScheme())
                                && "http".equals(answer.uri().getScheme())));
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
