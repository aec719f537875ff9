package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Program;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.TorchOnCards;
import io.lamplighter.monitoring.Dashboard.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus finds real agents by the controller and answers what the dashboards ask. */
class ScrapedTest {
    private static final Pattern WRONG =
            Pattern.compile("(lamplighter_environment_(?:cuda_available|drifted)\\{[^}]*}) == [01]\\)$");

    /** Two that tell of the machine, and some whose names are taken. */
    private static final String LABELS = """
            ---
            apiVersion: lamplighter.io/v1
            kind: Machine
            metadata: {name: bench-1}
            spec: {labels: {room: b12, rack-row: "3", machine: other, environment: prod, job: paid, availability: always}}
            ---
            apiVersion: lamplighter.io/v1
            kind: Group
            metadata: {name: teaching, annotations: {owner: Ada}}
            spec: {selector: {room: b12}, priority: 1, availability: bestEffort}
            """;

    private static final String LABELLED =
            "{job=\"lamplighter-agent\", machine=\"bench-1\", room=\"b12\", rack_row=\"3\","
                    + " availability=\"bestEffort\", group=\"teaching\", owner=\"Ada\", exported_environment=\"\"}";

    @TempDir
    Path root;

    @Test
    void everyQueryOfEveryDashboardHasAnAnswer() throws Exception {
        try (WatchedLab watched = new WatchedLab(root, 1)) {
            watched.lab().index().add(TorchOnCards.wheel("2.9.1", "12.8", 1));
            watched.operator().apply(watched.lab().manifests("torch", "torch==2.9.1"));
            watched.lab().awaitConverged(watched.operator(), "torch");
            watched.operator().apply(watched.lab().manifests("torch", "torch==2.9.1", "lantern==99") + LABELS);
            Rest asked = watched.prometheus("127.0.0.1:9093");

            assertThat(watched.agent().log()).as("the first facts").doesNotContain("has not been read yet");
            await().atMost(Program.PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(WatchedLab.series(asked, "up" + LABELLED + " == 1"))
                        .as(watched.agent()::log)
                        .hasSize(1);
                assertThat(WatchedLab.series(asked, "lamplighter_environment_phase" + LABELLED))
                        .isNotEmpty()
                        .allSatisfy(series -> assertThat(
                                        series.at("/metric/environment").asText())
                                .isEqualTo("torch"));
                for (Query query : queries()) {
                    assertThat(WatchedLab.series(asked, expression(query)))
                            .as(() -> query + "\n" + watched.agent().log())
                            .isNotEmpty();
                }
            });
        }
    }

    private static List<Query> queries() throws IOException {
        return Dashboard.all().stream().flatMap(Dashboard::queries).toList();
    }

    /** What a panel asks for; of those that list what is wrong, and nothing is here, what is known. */
    private static String expression(Query query) {
        return WRONG.matcher(query.expression()).replaceFirst("$1)");
    }
}
