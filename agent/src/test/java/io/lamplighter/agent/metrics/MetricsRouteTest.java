package io.lamplighter.agent.metrics;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.AgentUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AgentUnderTest.class)
class MetricsRouteTest {
    @Test
    void servesWhatIsKnownAsTextWithHelp() {
        await().untilAsserted(() -> assertThat(get("/metrics").asString())
                .contains(
                        "# HELP lamplighter_probe_failures_total Failed probes by cause.",
                        "lamplighter_build_info{java=",
                        "lamplighter_probe_success{source=\"host\",} 1.0",
                        "lamplighter_source_reachable{source=\"mirror\",} 1.0",
                        "lamplighter_controller_last_contact_timestamp_seconds "));
        assertThat(get("/metrics").contentType()).startsWith("text/plain");
    }
}
