package io.lamplighter.agent.metrics;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.AgentUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AgentUnderTest.class)
class MetricsRouteTest {
    @Test
    void servesWhatIsKnownAsTextWithHelp() {
        await().untilAsserted(() -> assertThat(get("/metrics").asString())
                .contains(
                        "# HELP lamplighter_probe_failures_total Failed probes by cause.",
                        "lamplighter_build_info{java=",
                        "lamplighter_probe_success{source=\"host\"} 1.0",
                        "lamplighter_source_reachable{source=\"mirror\"} 1.0",
                        "lamplighter_controller_last_contact_timestamp_seconds "));
        assertThat(get("/metrics").contentType()).startsWith("text/plain");
    }

    @Test
    void answersInOpenMetricsWhoeverAsksForIt() {
        Response asked = given().header(
                        "Accept",
                        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1")
                .get("/metrics");

        assertThat(asked.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(asked.asString())
                .endsWith("# EOF\n")
                .contains(
                        "# TYPE lamplighter_probe_failures counter",
                        "lamplighter_probe_failures_total{",
                        "# TYPE lamplighter_build info",
                        "lamplighter_build_info{",
                        "# UNIT lamplighter_probe_duration_seconds seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "*/*", "text/html", "nonsense"})
    void answersEveryoneElseInTheOlderText(String accepted) {
        Response asked = given().header("Accept", accepted).get("/metrics");

        assertThat(asked.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(asked.asString()).doesNotContain("# EOF");
    }
}
