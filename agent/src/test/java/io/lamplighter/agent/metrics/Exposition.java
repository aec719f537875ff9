package io.lamplighter.agent.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a scrape would find. */
final class Exposition {
    private final CollectorRegistry collectors = new CollectorRegistry();
    private final MeterRegistry registry = registry();

    @SuppressWarnings("deprecation") // the registry that the framework brings
    private MeterRegistry registry() {
        return new io.micrometer.prometheus.PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
    }

    MeterRegistry meters() {
        return registry;
    }

    String text() {
        StringWriter text = new StringWriter();
        try {
            TextFormat.write004(text, collectors.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** As Prometheus asks for it. */
    String openMetrics() {
        StringWriter text = new StringWriter();
        try {
            TextFormat.writeOpenMetrics100(text, collectors.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    List<String> lines() {
        return text().lines().filter(line -> !line.startsWith("#")).sorted().toList();
    }

    /** Name, type, labels and help of each metric, in the order of names. */
    List<String> table() {
        TreeMap<String, String> rows = new TreeMap<>();
        for (MetricFamilySamples family : Collections.list(collectors.metricFamilySamples())) {
            for (Sample sample : family.samples) {
                String labels = String.join(",", new TreeSet<>(sample.labelNames));
                rows.put(
                        sample.name,
                        String.join(
                                " | ", sample.name, family.type.name().toLowerCase(Locale.ROOT), labels, family.help));
            }
        }
        return List.copyOf(rows.values());
    }
}
