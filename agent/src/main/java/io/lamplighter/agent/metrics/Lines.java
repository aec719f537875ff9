package io.lamplighter.agent.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The lines of one metric in one format. Prometheus' client writes each once, and is the one that knows names, endings
 * and escapes; from then on only the number at the end is another.
 */
final class Lines {
    private static final String ZERO = " 0.0";

    private final ExpositionFormatWriter format;
    private final Map<List<String>, String> beginnings = new HashMap<>();
    private String head = "";

    Lines(ExpositionFormatWriter format) {
        this.format = format;
    }

    /** What the client writes, but for the end of the page. */
    static String written(ExpositionFormatWriter format, MetricSnapshots metrics) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            format.write(text, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no such errors
        }
        return text.toString(UTF_8);
    }

    /**
     * Appends what the metric is, and a line for each value.
     *
     * @param values by the values of the labels; finite numbers, and one at least
     * @param zero the metric with one series of these labels, and 0 where it has a number of its own
     */
    void write(Map<List<String>, Double> values, Function<List<String>, MetricSnapshot> zero, StringBuilder text) {
        if (beginnings.size() > values.size()) {
            beginnings.keySet().retainAll(values.keySet());
        }
        if (head.isEmpty()) {
            head = head(written(
                    format,
                    MetricSnapshots.of(zero.apply(values.keySet().iterator().next()))));
        }
        text.append(head);
        values.forEach((labels, value) -> {
            String beginning = beginnings.computeIfAbsent(labels, each -> beginning(zero.apply(each)));
            text.append(beginning);
            if (beginning.endsWith(" ")) {
                text.append(value.doubleValue());
            }
            text.append('\n');
        });
    }

    /** All that stands before the line of the series. */
    private static String head(String written) {
        int end = 0;
        while (written.startsWith("#", end)) {
            end = written.indexOf('\n', end) + 1;
        }
        return written.substring(0, end);
    }

    /** The line until its number, or all of it where that is none of the metric's own. */
    private String beginning(MetricSnapshot one) {
        String written = written(format, MetricSnapshots.of(one));
        int begin = head(written).length();
        String line = written.substring(begin, written.indexOf('\n', begin));
        return line.endsWith(ZERO) ? line.substring(0, line.length() - ZERO.length() + 1) : line;
    }
}
