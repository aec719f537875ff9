package io.lamplighter.agent.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;

/** All metrics in the order of their names, as whoever scrapes gets them. */
final class Page {
    private final Map<String, Series> all = new TreeMap<>();

    /** @throws IllegalStateException when there is one of this name */
    Series add(Series series) {
        if (all.putIfAbsent(series.name(), series) != null) {
            throw new IllegalStateException("there are two metrics " + series.name());
        }
        return series;
    }

    String text(ExpositionFormatWriter format) {
        StringBuilder text = new StringBuilder();
        all.values().forEach(series -> series.write(format, text));
        return text.append(Lines.written(format, new MetricSnapshots())).toString();
    }
}
