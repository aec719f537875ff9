package io.lamplighter.agent.metrics;

import static java.util.stream.Collectors.toSet;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One metric with as many series as there is something to say of: what is no longer shown disappears, and nothing is
 * ever shown as zero or not-a-number for want of a value. One thread at a time shows and collects.
 */
final class Series implements Collector {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final Set<Unit> UNITS = Stream.of("bytes", "seconds", "celsius", "watts", "joules", "hertz", "ratio")
            .map(Unit::new)
            .collect(toSet());

    private final Kind kind;
    private final MetricMetadata metadata;
    private final List<String> names;
    private final Map<List<String>, Labels> known = new HashMap<>(); // the library looks at each name and sorts them
    private Map<List<String>, Double> values = Map.of();

    private Series(PrometheusRegistry registry, Kind kind, String name, String help, String... labels) {
        this.kind = kind;
        names = List.of(labels);
        String base = kind.base(name);
        metadata = new MetricMetadata(base, help, unit(base));
        registry.register(this);
    }

    /** @param name with its unit, if it has one: {@code lamplighter_gpu_memory_size_bytes} */
    static Series gauge(PrometheusRegistry registry, String name, String help, String... labels) {
        return new Series(registry, Kind.GAUGE, name, help, labels);
    }

    /** @param name that ends in {@code _total} */
    static Series counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return new Series(registry, Kind.COUNTER, name, help, labels);
    }

    /**
     * Whose labels are what it says, and whose value is always 1.
     *
     * @param name that ends in {@code _info}
     */
    static Series info(PrometheusRegistry registry, String name, String help, String... labels) {
        return new Series(registry, Kind.INFO, name, help, labels);
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS_PER_SECOND;
    }

    private static @Nullable Unit unit(String name) {
        return UNITS.stream()
                .filter(unit -> name.endsWith("_" + unit))
                .findAny()
                .orElse(null);
    }

    /**
     * Shows these series and no others.
     *
     * @param next by the values of the labels, in their order
     */
    void show(Map<List<String>, Double> next) {
        if (known.size() > next.size()) {
            known.keySet().retainAll(next.keySet());
        }
        values = next;
    }

    /** Shows the one series of a metric without labels, or none. */
    void show(@Nullable Double value) {
        show(value == null ? Map.of() : Map.of(List.of(), value));
    }

    @Override
    public String getPrometheusName() {
        return metadata.getPrometheusName();
    }

    @Override
    public MetricSnapshot collect() {
        Stream<Map.Entry<List<String>, Double>> each = values.entrySet().stream();
        return switch (kind) {
            case GAUGE ->
                new GaugeSnapshot(
                        metadata,
                        each.map(one -> new GaugeDataPointSnapshot(one.getValue(), labels(one.getKey()), null))
                                .toList());
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        each.map(one -> new CounterDataPointSnapshot(one.getValue(), labels(one.getKey()), null, 0))
                                .toList());
            case INFO ->
                new InfoSnapshot(
                        metadata,
                        each.map(one -> new InfoDataPointSnapshot(labels(one.getKey())))
                                .toList());
        };
    }

    private Labels labels(List<String> values) {
        return known.computeIfAbsent(values, _ -> Labels.of(names, values));
    }

    private enum Kind {
        GAUGE(""),
        COUNTER("_total"),
        INFO("_info");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }

        /** As the library wants names: without the ending that it writes itself. */
        private String base(String name) {
            if (!name.endsWith(ending)) {
                throw new IllegalArgumentException(name + " does not end in " + ending);
            }
            return name.substring(0, name.length() - ending.length());
        }
    }
}
