package io.lamplighter.agent.metrics;

import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * {@code /metrics} in OpenMetrics for whoever asks for it, as Prometheus does, and in Prometheus' older text for
 * everyone else. The extension's own page answers in OpenMetrics whoever does not say what he accepts, where a
 * counter's help goes by a name that other tools do not find.
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
        router.get("/openmetrics").order(Integer.MIN_VALUE).handler(this::answer); // in place of the extension's page
    }

    private void answer(RoutingContext request) {
        String type = TextFormat.chooseContentType(request.request().getHeader(HttpHeaders.ACCEPT));
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(metrics.get().text(type));
    }
}
