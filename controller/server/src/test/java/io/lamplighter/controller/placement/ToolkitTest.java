package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Toolkits are applied, placed and removed like environments. */
@QuarkusTest
class ToolkitTest {
    private static final Gpu GPU = new Gpu("GPU-1", "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384);

    private final String name = Operator.unique("cuda");
    private final String room = Operator.unique("room");

    @Test
    void isGivenToTheMachinesOfItsGroup() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());

        Operator.apply(toolkit("12.6.3", "9.5.1") + "---\n" + group());

        agent.pollKnowing("unpackToolkit", "proveToolkit");
        Operator.placement(agent.name(), name)
                .body("candidate", equalTo("CUDA 12.6.3 with cuDNN 9.5.1"))
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", not(containsString("agent too old")))
                .body("plan", notNullValue())
                .body("explanation.candidates[0].source", equalTo("mirror.lab.example"));
    }

    @Test
    void waitsForAnAgentThatKnowsItsSteps() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        agent.poll(null);

        Operator.apply(toolkit("12.6.3", "9.5.1") + "---\n" + group());

        Operator.placement(agent.name(), name)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", containsString("agent too old"));
        assertThat(agent.assignment().environments()).isEmpty();
    }

    @Test
    void isRejectedWithReasonsWhereTheDriverIsTooOld() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpus("470.82.01", "11.4", GPU));

        Operator.apply(toolkit("12.6.3", "9.5.1") + "---\n" + group());

        Operator.placement(agent.name(), name)
                .body("phase", equalTo("Rejected"))
                .body("resolution.reasons.message", hasItem(containsString("CUDA 12.6 needs 525.60.13")))
                .body("resolution.nearest", containsString("CUDA 11.8"));
    }

    @Test
    void cannotHaveTheNameOfAnEnvironment() {
        Operator.apply(Operator.environment(name, "numpy"));

        Operator.post(toolkit("12.6.3", "9.5.1"))
                .then()
                .statusCode(422)
                .body("problems[0].path", equalTo("/metadata/name"))
                .body("problems[0].message", containsString("environments and toolkits share their names"));
    }

    @Test
    void countsItsRevisionsOnFromAnEnvironmentOfItsName() {
        Operator.apply(Operator.environment(name, "numpy"));
        Operator.request().delete("/api/v1/environments/" + name).then().statusCode(200);

        Operator.post(toolkit("12.6.3", "9.5.1")).then().statusCode(200).body("[0].revision", equalTo(3));
    }

    @Test
    void refusesAGroupThatNamesNone() {
        Operator.post(group())
                .then()
                .statusCode(422)
                .body("problems[0].path", equalTo("/spec/toolkits/0"))
                .body("problems[0].message", containsString("no toolkit is named " + name));
    }

    @Test
    void isNotDeletedWhileAGroupNamesIt() {
        Operator.apply(toolkit("12.6.3", "9.5.1") + "---\n" + group());

        Operator.request()
                .delete("/api/v1/toolkits/" + name)
                .then()
                .statusCode(409)
                .body("detail", containsString("group " + name));
    }

    @Test
    void tellsWhatItWouldMeanBeforeItIsApplied() {
        TestAgent.enrolledIn(room, TestFacts.withGpus("470.82.01", "11.4", GPU));

        Operator.request()
                .contentType("application/json")
                .body(Wire.write(new WhatIfRequest(toolkit("12.6.3", "9.5.1") + "---\n" + group(), null)))
                .post("/api/v1/what-if")
                .then()
                .statusCode(200)
                .body("effects.effect", hasItem("unplannable"));
    }

    private String group() {
        return """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s}
                spec: {selector: {room: %s}, toolkits: [%s]}
                """.formatted(name, room, name);
    }

    private String toolkit(String cuda, String cudnn) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Toolkit
                metadata: {name: %s}
                spec:
                  cuda: {version: "%s", archives: [{url: "https://mirror.lab.example/cuda.tar.gz", sha256: %s}]}
                  cudnn: {version: "%s", archives: [{url: "https://mirror.lab.example/cudnn.tar.xz", sha256: %s}]}
                """.formatted(name, cuda, Sha256.of("cuda"), cudnn, Sha256.of("cudnn"));
    }
}
