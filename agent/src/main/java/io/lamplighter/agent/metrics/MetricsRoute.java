package io.lamplighter.agent.metrics;

import io.lamplighter.agent.metrics.CurrentMetrics.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * {@code /metrics} in OpenMetrics for whoever asks for it, as Prometheus does, and in Prometheus' older text for
 * everyone else.
 */
@Singleton
final class MetricsRoute {
    /** Not made for its routes, which are known before it is looked at whether the agent may start. */
    private final Provider<CurrentMetrics> metrics;

    MetricsRoute(Provider<CurrentMetrics> metrics) {
        this.metrics = metrics;
    }

    void route(@Observes Router router) {
        router.get("/metrics").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        Response page = metrics.get().respond(request.request().getHeader(HttpHeaders.ACCEPT));
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                .end(Buffer.buffer(page.text()));
    }
}
