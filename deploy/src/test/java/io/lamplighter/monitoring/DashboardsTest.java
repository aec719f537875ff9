package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardsTest {
    private static final String DATASOURCE = "${datasource}";

    @Test
    void thereIsOneForEachQuestion() throws IOException {
        assertThat(Dashboard.all())
                .extracting(Dashboard::name)
                .containsExactly(
                        "lamplighter-environments", "lamplighter-fleet", "lamplighter-gpu", "lamplighter-machine");
    }

    @Test
    void everyPanelHasAUnitAndWordsAndAsksTheChosenPrometheus() throws IOException {
        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(dashboard.json().at("/templating/list/0/type").asText()).isEqualTo("datasource");
            Set<Integer> ids = new HashSet<>();
            assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
                String title = dashboard.name() + ": " + panel.path("title").asText();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(title)
                        .isNotEmpty();
                assertThat(panel.path("description").asText()).as(title).endsWith(".");
                assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo(DATASOURCE);
                assertThat(panel.path("targets").valueStream().map(DashboardsTest::datasource))
                        .as(title)
                        .isNotEmpty()
                        .containsOnly(DATASOURCE);
                assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            });
        }
    }

    /** Variables and annotations, too. */
    @Test
    void namesNoPrometheusOfItsOwn() throws IOException {
        assertThat(Dashboard.all())
                .allSatisfy(dashboard -> assertThat(dashboard.json().findValues("datasource"))
                        .as(dashboard.name())
                        .isNotEmpty()
                        .extracting(datasource -> datasource.path("uid").asText())
                        .containsOnly(DATASOURCE));
    }

    @Test
    void everyQueryReadsOnlyMetricsThatThereAre() throws IOException {
        assertThat(Dashboard.all().stream()
                        .flatMap(Dashboard::queries)
                        .flatMap(query -> KnownMetrics.unknownIn(query.expression())))
                .isEmpty();
    }

    private static String datasource(JsonNode target) {
        return target.at("/datasource/uid").asText();
    }
}
