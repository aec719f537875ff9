package io.lamplighter.agent.metrics;

import static java.util.stream.Collectors.joining;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a scrape would find. */
final class Exposition {
    private static final Pattern FAMILY =
            Pattern.compile("(?m)^# HELP (\\S+) (.*)\\R# TYPE \\S+ (\\S+)\\R((?:[^#\\n].*\\R)*)");
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

    private final Page page = new Page();
    private final ExpositionFormats formats = ExpositionFormats.init();

    Page meters() {
        return page;
    }

    String text() {
        return page.text(formats.getPrometheusTextFormatWriter());
    }

    /** As Prometheus asks for it. */
    String openMetrics() {
        return page.text(formats.getOpenMetricsTextFormatWriter());
    }

    List<String> lines() {
        return text().lines().filter(line -> !line.startsWith("#")).sorted().toList();
    }

    /** Name, type, labels and help of each metric, in the order of names. */
    List<String> table() {
        Map<String, String> rows = new TreeMap<>();
        FAMILY.matcher(text()).results().forEach(family -> {
            String labels = LABEL.matcher(family.group(4))
                    .results()
                    .map(label -> label.group(1))
                    .distinct()
                    .sorted()
                    .collect(joining(","));
            rows.put(family.group(1), String.join(" | ", family.group(1), family.group(3), labels, family.group(2)));
        });
        return List.copyOf(rows.values());
    }
}
