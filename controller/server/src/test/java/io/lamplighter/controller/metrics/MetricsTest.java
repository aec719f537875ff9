package io.lamplighter.controller.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.controller.checkin.PollCounts;
import io.lamplighter.controller.checkin.PollCounts.Result;
import io.lamplighter.controller.metrics.Fleet.Counts;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest {
    private static final String AS_PROMETHEUS_ASKS = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    @Inject
    Fleet fleet;

    @Inject
    PollCounts polls;

    @Test
    void tellsOfMachinesPlacementsPollsAndStorage() {
        TestAgent agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());
        String tag = agent.poll(null).header("ETag");
        agent.poll(tag);

        fleet.count();

        assertThat(value("lamplighter_controller_machines{state=\"current\"}")).isPositive();
        assertThat(value("lamplighter_controller_machines{state=\"stale\"}")).isNotNegative();
        assertThat(value("lamplighter_controller_placements{phase=\"held\"}")).isZero();
        assertThat(value("lamplighter_controller_polls_total{result=\"unchanged\"}"))
                .isPositive();
        assertThat(value("lamplighter_controller_polls_total{result=\"changed\"}"))
                .isPositive();
        assertThat(value("lamplighter_controller_counted_timestamp_seconds")).isPositive();
        assertThat(value("lamplighter_controller_changes_total")).isPositive();
        assertThat(value("lamplighter_controller_storage_bytes")).isPositive();
    }

    @Test
    void saysNothingOfWhatWasNotCountedYet() {
        var registry = new SimpleMeterRegistry();
        var metrics = new ControllerMetrics(polls);
        metrics.bindTo(registry);

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsOnly("lamplighter.controller.polls");

        metrics.show(new Counts(
                Instant.ofEpochSecond(1_796_000_000), Map.of(Presence.CURRENT, 3), List.of(), Map.of(), 7, 4096));

        assertThat(registry.get("lamplighter.controller.machines")
                        .tag("state", "current")
                        .gauge()
                        .value())
                .isEqualTo(3);
        assertThat(registry.get("lamplighter.controller.storage.bytes").gauge().value())
                .isEqualTo(4096);
        assertThat(registry.get("lamplighter.controller.counted.timestamp")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isEqualTo(1_796_000_000);
    }

    @Test
    void timesPollsByWhatBecameOfThem() {
        TestAgent agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());
        String tag = agent.poll(null).header("ETag");
        double unchanged = seconds(Result.UNCHANGED);
        double changed = seconds(Result.CHANGED);
        double refused = seconds(Result.REFUSED);
        double refusals = value("lamplighter_controller_polls_total{result=\"refused\"}");

        agent.poll(tag);
        agent.poll("\"another\"");
        TestAgent.named("nobody").poll(null);

        assertThat(seconds(Result.UNCHANGED)).isGreaterThan(unchanged);
        assertThat(seconds(Result.CHANGED)).isGreaterThan(changed);
        assertThat(seconds(Result.REFUSED)).isGreaterThan(refused);
        assertThat(value("lamplighter_controller_polls_total{result=\"refused\"}"))
                .isEqualTo(value("lamplighter_controller_poll_seconds_count{result=\"refused\"}"))
                .isEqualTo(refusals + 1);
    }

    private static double seconds(Result result) {
        return value("lamplighter_controller_poll_seconds_sum{result=\"" + result.label() + "\"}");
    }

    @Test
    void speaksTheFormatThatAllToolsReadUnlessAskedForAnother() {
        given().accept("*/*").get("/metrics").then().statusCode(200).contentType(startsWith("text/plain"));
        given().header("Accept", AS_PROMETHEUS_ASKS).get("/metrics").then().statusCode(200);
    }

    @Test
    void describesEachFamily() {
        List<String> lines = given().get("/metrics").asString().lines().toList();

        assertThat(lines.stream().filter(line -> line.startsWith("# TYPE")).map(line -> line.split(" ", -1)[2]))
                .isNotEmpty()
                .allSatisfy(family -> assertThat(lines).anyMatch(line -> line.startsWith("# HELP " + family + " ")));
    }

    @Test
    void writesLastPollsDownInBatches() {
        TestAgent agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());
        agent.poll(null);

        await().untilAsserted(() -> Operator.request()
                .get("/api/v1/machines/" + agent.name())
                .then()
                .body("stale", equalTo(false))
                .body("containsKey('lastSeen')", equalTo(true)));
    }

    @Test
    void isReadyWhenTheDatabaseAnswers() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'database' }.status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200);
    }

    private static double value(String series) {
        return given().get("/metrics")
                .asString()
                .lines()
                .map(line -> line.replace(",}", "}"))
                .filter(line -> Pattern.matches(Pattern.quote(series) + " \\S+", line))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }
}
