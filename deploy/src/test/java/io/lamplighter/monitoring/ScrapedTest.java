package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Program;
import io.lamplighter.lab.Rest;
import io.lamplighter.monitoring.Dashboard.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus finds real agents by the controller and answers what the dashboards ask. */
class ScrapedTest {
    /** What the dashboards show of an environment with a GPU build: a stand-in cannot prove one. */
    private static final Set<String> OF_A_GPU_BUILD = Set.of(
            "lamplighter_environment_cuda_available",
            "lamplighter:environment_cuda_available:ratio",
            "lamplighter_environment_framework_info",
            "lamplighter_environment_gpu_verification_status");

    @TempDir
    Path root;

    @Test
    void everyQueryOfEveryDashboardHasAnAnswer() throws Exception {
        try (WatchedLab watched = new WatchedLab(root, 1)) {
            watched.operator().apply(watched.lab().manifests("lantern", "lantern"));
            watched.lab().awaitConverged(watched.operator(), "lantern");
            watched.operator().apply(watched.lab().manifests("lantern", "lantern==99"));
            Rest asked = watched.prometheus("127.0.0.1:9093");

            assertThat(watched.agent().log()).as("the first facts").doesNotContain("has not been read yet");
            await().atMost(Program.PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(WatchedLab.series(asked, "up{job=\"lamplighter-agent\", machine=\"bench-1\"} == 1"))
                        .as(watched.agent()::log)
                        .hasSize(1);
                for (Query query : queries()) {
                    assertThat(WatchedLab.series(asked, query.expression()))
                            .as(() -> query + "\n" + watched.agent().log())
                            .isNotEmpty();
                }
            });
        }
    }

    private static List<Query> queries() throws IOException {
        return Dashboard.all().stream()
                .flatMap(Dashboard::queries)
                .filter(query -> OF_A_GPU_BUILD.stream().noneMatch(query.expression()::contains))
                .toList();
    }
}
