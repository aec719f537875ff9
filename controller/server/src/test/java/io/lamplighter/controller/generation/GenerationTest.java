package io.lamplighter.controller.generation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.FreedGeneration;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GenerationTest {
    private static final EnvironmentName TORCH = new EnvironmentName("torch");
    private static final PlanId PLAN = new PlanId("a".repeat(64));
    private static final GenerationName FIRST = new GenerationName("aaaaaaaaaaaa-1");
    private static final GenerationName SECOND = new GenerationName("aaaaaaaaaaaa-2");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private TestAgent agent;

    @BeforeEach
    void enrol() {
        agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());
    }

    @Test
    void showsWhatTheMachineToldLast() {
        agent.tell(report(2));
        agent.tell(report(3));

        get("environments/torch/generations")
                .statusCode(200)
                .body("machine", equalTo(agent.name()))
                .body("generations.name", equalTo(List.of(SECOND.value())))
                .body("generations[0].usedBy", equalTo(List.of("python3 (7, by its arguments)")))
                .body("unknownProcesses", equalTo(3));
        get("generations").statusCode(200).body("report.freed[0].generation", equalTo(FIRST.value()));
    }

    @Test
    void saysWhatIsMissing() {
        get("generations").statusCode(200).body("report", nullValue());
        get("environments/torch/generations")
                .statusCode(404)
                .body("detail", containsString("has not told of its generations yet"));

        agent.tell(report(0));

        get("environments/troch/generations").statusCode(404).body("remedy", equalTo("did you mean torch?"));
        Operator.request().get("/api/v1/machines/nobody/generations").then().statusCode(404);
    }

    @Test
    void leavesAPollUnchanged() {
        String tag = agent.poll(null).header("ETag");

        agent.tell(report(1));

        agent.poll(tag).then().statusCode(304);
    }

    private ValidatableResponse get(String path) {
        return Operator.request()
                .get("/api/v1/machines/{machine}/" + path, agent.name())
                .then();
    }

    private static GenerationsReport report(int unknown) {
        Generation second = new Generation(
                SECOND,
                PLAN,
                null,
                "as asked",
                NOON,
                true,
                NOON,
                null,
                Cause.NEW_PLAN,
                null,
                4096,
                List.of("python3 (7, by its arguments)"),
                1,
                null);
        return new GenerationsReport(
                List.of(new OfEnvironment(TORCH, List.of(second))),
                List.of(new FreedGeneration(TORCH, FIRST, 1024, NOON)),
                unknown);
    }
}
