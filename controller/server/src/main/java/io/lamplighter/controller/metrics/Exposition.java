package io.lamplighter.controller.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes {@code /metrics} what Prometheus' own linter takes. */
final class Exposition {
    private static final int FIRST = -1;

    /** Meters of the framework whose names break the naming rules. */
    private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

    private Exposition() {}

    @Produces
    @Singleton
    static MeterFilter wellNamed() {
        return MeterFilter.deny(meter -> MISNAMED.contains(meter.getName()));
    }

    /** A caller that names no format gets the text that all tools read; Prometheus itself names what it wants. */
    static void register(@Observes Router router) {
        router.get("/metrics").order(FIRST).handler(Exposition::plainByDefault);
    }

    private static void plainByDefault(RoutingContext scrape) {
        String accepted = scrape.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted == null || accepted.equals("*/*")) {
            scrape.request().headers().set(HttpHeaders.ACCEPT, "text/plain");
        }
        scrape.next();
    }
}
