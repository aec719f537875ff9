package io.lamplighter.agent.metrics;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code /metrics} in OpenMetrics for whoever asks for it, as Prometheus does, and in Prometheus' older text for
 * everyone else. The extension's own page answers in OpenMetrics whoever does not say what he accepts, where a
 * counter's help goes by a name that other tools do not find.
 */
@Singleton
@SuppressWarnings("deprecation") // it is the registry that the framework brings
final class MetricsRoute {
    private final PrometheusMeterRegistry registry;

    MetricsRoute(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    void route(@Observes Router router) {
        router.get("/metrics").handler(request -> {
            String type = TextFormat.chooseContentType(request.request().getHeader(HttpHeaders.ACCEPT));
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(registry.scrape(type));
        });
    }
}
