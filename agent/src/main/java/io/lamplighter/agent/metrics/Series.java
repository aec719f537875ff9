package io.lamplighter.agent.metrics;

import static java.util.stream.Collectors.toSet;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
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
 * ever shown as zero or not-a-number for want of a value. One thread at a time shows and writes.
 */
final class Series {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final Set<Unit> UNITS = Stream.of("bytes", "seconds", "celsius", "watts", "joules", "hertz", "ratio")
            .map(Unit::new)
            .collect(toSet());

    private final Kind kind;
    private final MetricMetadata metadata;
    private final List<String> names;
    private final Map<ExpositionFormatWriter, Lines> lines = new HashMap<>();
    private Map<List<String>, Double> values = Map.of();

    private Series(Kind kind, String name, String help, String... labels) {
        this.kind = kind;
        names = List.of(labels);
        String base = kind.base(name);
        metadata = new MetricMetadata(base, help, unit(base));
    }

    /** @param name with its unit, if it has one: {@code lamplighter_gpu_memory_size_bytes} */
    static Series gauge(Page page, String name, String help, String... labels) {
        return page.add(new Series(Kind.GAUGE, name, help, labels));
    }

    /** @param name that ends in {@code _total} */
    static Series counter(Page page, String name, String help, String... labels) {
        return page.add(new Series(Kind.COUNTER, name, help, labels));
    }

    /**
     * Whose labels are what it says, and whose value is always 1.
     *
     * @param name that ends in {@code _info}
     */
    static Series info(Page page, String name, String help, String... labels) {
        return page.add(new Series(Kind.INFO, name, help, labels));
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

    /** Without the ending of its kind; no two metrics may have the same. */
    String name() {
        return metadata.getPrometheusName();
    }

    /**
     * Shows these series and no others.
     *
     * @param next by the values of the labels, in their order
     */
    void show(Map<List<String>, Double> next) {
        values = next;
    }

    /** Shows the one series of a metric without labels, or none. */
    void show(@Nullable Double value) {
        show(value == null ? Map.of() : Map.of(List.of(), value));
    }

    /** Appends what is shown in this format; nothing where there is nothing to say. */
    void write(ExpositionFormatWriter format, StringBuilder text) {
        if (!values.isEmpty()) {
            lines.computeIfAbsent(format, Lines::new).write(values, each -> one(Labels.of(names, each)), text);
        }
    }

    private MetricSnapshot one(Labels labels) {
        return switch (kind) {
            case GAUGE -> new GaugeSnapshot(metadata, List.of(new GaugeDataPointSnapshot(0, labels, null)));
            case COUNTER -> new CounterSnapshot(metadata, List.of(new CounterDataPointSnapshot(0, labels, null, 0)));
            case INFO -> new InfoSnapshot(metadata, List.of(new InfoDataPointSnapshot(labels)));
        };
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
