package io.lamplighter.controller.placement;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is not ready for a course. */
@QuarkusTest
class ReadinessTest {
    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");

    @BeforeEach
    void giveAnEnvironment() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
    }

    @Test
    void tellsWhoIsNotReadyFromWhoIs() {
        TestAgent ready = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        ready.activate(environment);
        TestAgent waiting = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        waiting.plan(environment);
        TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());

        readiness(environment)
                .statusCode(200)
                .body("machines", equalTo(2))
                .body("ready", equalTo(1))
                .body("notReady.machine", contains(waiting.name()))
                .body("notReady.phase", contains("Pending"))
                .body("notReady.why", contains("not begun"));
    }

    @Test
    void isReadyWhereAllAre() {
        TestAgent.enrolledIn(room, TestFacts.withoutGpu()).activate(environment);

        readiness(environment).body("ready", equalTo(1)).body("notReady", empty());
    }

    @Test
    void isNotReadyWithAnOlderSpec() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.activate(environment);

        Operator.apply(Operator.environment(environment, "scipy"));

        readiness(environment).body("ready", equalTo(0)).body("notReady", hasSize(1));
    }

    @Test
    void saysWhatTheGroupGivesAndWhichGroupsThereAre() {
        readiness(environment + "x").statusCode(404).body("remedy", containsString(environment));
        Operator.request()
                .get("/api/v1/groups/{group}/readiness", environment)
                .then()
                .statusCode(400)
                .body("remedy", containsString(environment));
        Operator.request()
                .get("/api/v1/groups/{group}/readiness?environment=torch", environment + "x")
                .then()
                .statusCode(404)
                .body("remedy", containsString(environment));
    }

    /** The group bears the environment's name. */
    private ValidatableResponse readiness(String asked) {
        return Operator.request()
                .get("/api/v1/groups/{group}/readiness?environment={environment}", environment, asked)
                .then();
    }
}
