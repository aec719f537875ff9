package io.lamplighter.controller.problem;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.wire.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers a body that says it is too long; the framework alone would answer without a word. */
@Singleton
final class PayloadLimit {
    static final Problem PROBLEM = new Problem(
            "/problems/payload-too-large",
            "Payload too large",
            413,
            "the body is longer than the controller takes",
            "send less at once, or raise quarkus.http.limits.max-body-size",
            List.of());

    private final long limit;

    PayloadLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Router router) {
        router.post().order(Integer.MIN_VALUE).handler(this::check);
        router.put().order(Integer.MIN_VALUE).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (length(request) <= limit) {
            request.next();
            return;
        }
        request.response()
                .setStatusCode(PROBLEM.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Wire.write(PROBLEM));
    }

    private static long length(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
