package io.lamplighter.agent.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One metric with as many series as there is something to say of: what is no longer shown disappears, and nothing is
 * ever shown as zero or not-a-number for want of a value.
 */
final class Series {
    private static final double MILLIS_PER_SECOND = 1000;

    private final MeterRegistry registry;
    private final Kind kind;
    private final String name;
    private final String help;
    private final @Nullable String unit;
    private final Map<Tags, Double> values = new ConcurrentHashMap<>();
    private final Map<Tags, Meter> meters = new HashMap<>();

    private Series(MeterRegistry registry, Kind kind, String name, @Nullable String unit, String help) {
        this.registry = registry;
        this.kind = kind;
        this.name = name;
        this.unit = unit;
        this.help = help;
    }

    /** @param name in Micrometer's form, without its unit: {@code lamplighter.gpu.memory.size} */
    static Series gauge(MeterRegistry registry, String name, String help) {
        return new Series(registry, Kind.GAUGE, name, null, help);
    }

    /** @param unit that ends the name: {@code bytes} */
    static Series gauge(MeterRegistry registry, String name, String unit, String help) {
        return new Series(registry, Kind.GAUGE, name, unit, help);
    }

    static Series counter(MeterRegistry registry, String name, String help) {
        return new Series(registry, Kind.COUNTER, name, null, help);
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS_PER_SECOND;
    }

    /** Shows these series and no others; all have the same labels. */
    void show(Map<Tags, Double> next) {
        meters.entrySet().removeIf(known -> {
            boolean gone = !next.containsKey(known.getKey());
            if (gone) {
                registry.remove(known.getValue());
                values.remove(known.getKey());
            }
            return gone;
        });
        values.putAll(next);
        next.keySet().forEach(tags -> meters.computeIfAbsent(tags, this::register));
    }

    /** Shows the one series of a metric without labels, or none. */
    void show(@Nullable Double value) {
        show(value == null ? Map.of() : Map.of(Tags.empty(), value));
    }

    private Meter register(Tags tags) {
        return switch (kind) {
            case GAUGE ->
                Gauge.builder(name, values, all -> all.getOrDefault(tags, Double.NaN))
                        .description(help)
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry);
            case COUNTER ->
                FunctionCounter.builder(name, values, all -> all.getOrDefault(tags, 0.0))
                        .description(help)
                        .tags(tags)
                        .register(registry);
        };
    }

    private enum Kind {
        GAUGE,
        COUNTER
    }
}
