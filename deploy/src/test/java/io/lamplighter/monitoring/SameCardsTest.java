package io.lamplighter.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.lab.Prometheus;
import io.lamplighter.lab.Rest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel that draws twenty of many draws the same twenty over all the time shown, as a real Prometheus answers. */
class SameCardsTest {
    private static final int DRAWN = 20;
    private static final int CARDS = 30;
    private static final int MINUTES = 90;

    /** Prometheus takes what is older than what it writes itself. */
    private final Instant first = Instant.now().minus(Duration.ofHours(6));

    @TempDir
    Path folder;

    @Test
    void cardsThatLeadByTurnsDoNotAllComeIntoTheLegend() throws Exception {
        List<String> expressions = Dashboard.all().stream()
                .flatMap(Dashboard::lines)
                .map(Dashboard.Query::expression)
                .filter(expression -> expression.contains("@ end()"))
                .toList();
        try (Servers servers = new Servers()) {
            Rest prometheus = prometheus(servers, expressions);

            assertThat(lines(prometheus, "topk(20, lamplighter_gpu_power_watts)"))
                    .isEqualTo(CARDS);
            assertThat(expressions)
                    .isNotEmpty()
                    .allSatisfy(expression -> assertThat(lines(prometheus, expression))
                            .as(expression)
                            .isEqualTo(DRAWN));
        }
    }

    private Rest prometheus(Servers servers, List<String> expressions) throws IOException, InterruptedException {
        Set<String> metrics = new TreeSet<>(Set.of("lamplighter_gpu_info"));
        expressions.forEach(expression -> KnownMetrics.namesIn(expression).forEach(metrics::add));
        Files.writeString(folder.resolve("metrics"), exposition(metrics));
        Prometheus.run(folder, "", "promtool", "tsdb", "create-blocks-from", "openmetrics", "metrics", "data");
        Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        return servers.prometheus(folder);
    }

    private String exposition(Set<String> metrics) {
        StringBuilder text = new StringBuilder();
        for (String metric : metrics) {
            for (int card = 0; card < CARDS; card++) {
                double sum = 0;
                for (int minute = 0; minute < MINUTES; minute++) {
                    double now = value(metric, card, minute);
                    sum += now;
                    text.append(metric)
                            .append('{')
                            .append(labels(card))
                            .append("} ")
                            .append(metric.endsWith("_total") ? sum : now)
                            .append(' ')
                            .append(first.plus(Duration.ofMinutes(minute)).getEpochSecond())
                            .append('\n');
                }
            }
        }
        return text.append("# EOF\n").toString();
    }

    /** All that any of the metrics has. */
    private static String labels(int card) {
        return """
                machine="gpu-%1$d",instance="gpu-%1$d:9464",uuid="GPU-%1$d",index="0",model="RTX A4000",sensor="core",\
                reason="sw_thermal",xid="79",cause="correctable",user="ada"\
                """.formatted(card);
    }

    /** Each card leads for a minute of thirty. */
    private static double value(String metric, int card, int minute) {
        if (metric.endsWith("_info") || metric.contains("_max_")) {
            return 1;
        }
        return minute % CARDS == card ? 1 : card / 100.0;
    }

    /** How many lines a panel has that shows the last half of an hour. */
    private int lines(Rest prometheus, String expression) {
        long end = first.plus(Duration.ofMinutes(MINUTES - 1)).getEpochSecond();
        return Rest.json(prometheus.get("/api/v1/query_range?step=60&start=" + (end - 1800) + "&end=" + end + "&query="
                        + URLEncoder.encode(expression, UTF_8)))
                .at("/data/result")
                .size();
    }
}
