package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** {@code update} where the plan chooses torch: here another driver lets a newer one run. */
@QuarkusTest
class MovingTorchTest {
    private static final Gpu TURING = new Gpu("GPU-1", "Tesla T4", new ComputeCapability(7, 5), 16_384);
    private static final MachineFacts OLD_DRIVER = TestFacts.withGpus("470.82.01", "11.4", TURING);
    private static final MachineFacts NEW_DRIVER = TestFacts.withGpus("595.71.05", "13.2", TURING);

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Test
    void planAnotherReleaseBesideTheOneThatStaysInUseUntilItIsProved() {
        Operator.apply(moving("latest"));
        TestAgent agent = TestAgent.enrolledIn(room, OLD_DRIVER);
        PlanId old = agent.activate(environment);
        String release = candidate(agent);

        agent.put(NEW_DRIVER);

        PlanId newer = agent.plan(environment);
        assertThat(newer).isNotEqualTo(old);
        assertThat(candidate(agent)).isNotEqualTo(release);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("planInUse", equalTo(old.value()));

        assertThat(agent.activate(environment)).isEqualTo(newer);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("plan", equalTo(newer.value()));
    }

    @Test
    void stayWithinTheSeriesThatTheSpecNames() {
        Operator.apply(moving("patch"));
        TestAgent agent = TestAgent.enrolledIn(room, OLD_DRIVER);
        PlanId old = agent.activate(environment);

        agent.put(NEW_DRIVER);

        assertThat(agent.plan(environment)).isEqualTo(old);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("conditions[0].reason", containsString("what is in use stays"));
    }

    @Test
    void sayBeforehandWhatAnotherUpdateWouldMove() {
        Operator.apply(moving("pinned"));
        TestAgent agent = TestAgent.enrolledIn(room, OLD_DRIVER);
        PlanId old = agent.activate(environment);
        agent.put(NEW_DRIVER);
        assertThat(agent.plan(environment)).isEqualTo(old);

        Operator.request()
                .contentType(ContentType.JSON)
                .body(Wire.write(new WhatIfRequest(moving("latest"), null)))
                .post("/api/v1/what-if")
                .then()
                .statusCode(200)
                .body("effects.effect", hasItem("replanned"));
        assertThat(agent.plan(environment)).isEqualTo(old);

        Operator.apply(moving("latest"));

        assertThat(agent.plan(environment)).isNotEqualTo(old);
    }

    @Test
    void goBackToWhatIsInUseWhenTheOtherOneIsDenied() {
        Operator.apply(moving("latest"));
        TestAgent agent = TestAgent.enrolledIn(room, OLD_DRIVER);
        PlanId old = agent.activate(environment);
        agent.put(NEW_DRIVER);
        PlanId newest = agent.plan(environment);
        String release =
                "torch==" + TorchUpdate.chosen(candidate(agent)).orElseThrow().normalized();

        Operator.request()
                .contentType(ContentType.JSON)
                .put("/api/v1/denials/" + release)
                .then()
                .statusCode(200);
        try {
            assertThat(agent.plan(environment)).isNotIn(newest, old);
            Operator.placement(agent.name(), environment)
                    .body("conditions[0].reason", startsWith("torch "))
                    .body("planInUse", equalTo(old.value()));
        } finally {
            Operator.request().delete("/api/v1/denials/" + release).then().statusCode(204);
        }
        assertThat(agent.plan(environment)).isEqualTo(newest);
    }

    private String moving(String update) {
        return Operator.environmentForRoom(environment, "torch", room)
                .replace("spec:\n  python:", "spec:\n  update: " + update + "\n  python:");
    }

    private String candidate(TestAgent agent) {
        return Operator.placement(agent.name(), environment).extract().path("conditions[0].reason");
    }
}
