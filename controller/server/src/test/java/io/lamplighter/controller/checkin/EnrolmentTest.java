package io.lamplighter.controller.checkin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnrolmentTest {
    @Test
    void makesAMachineKnownWithTheLabelsOfItsJoinToken() {
        TestAgent agent = TestAgent.named(Operator.unique("ws"));

        agent.enrol(Operator.joinToken(Map.of("room", "b12"), 1), TestFacts.withGpu())
                .then()
                .statusCode(201)
                .body("name", equalTo(agent.name()));

        Operator.request()
                .get("/api/v1/machines/" + agent.name())
                .then()
                .statusCode(200)
                .body("labels", equalTo(Map.of("room", "b12")))
                .body("agentVersion", equalTo("0.1.0"))
                .body("facts.gpus[0].model", equalTo("NVIDIA RTX A4000"));
    }

    @Test
    void answersTheSameEnrolmentAsTheFirstTimeAndCountsItOnce() {
        TestAgent agent = TestAgent.named(Operator.unique("ws"));
        String token = Operator.joinToken(Map.of(), 1);
        String first = agent.enrol(token, TestFacts.withoutGpu()).path("id");

        String second = agent.enrol(token, TestFacts.withoutGpu())
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void refusesAJoinTokenThatIsUsedUp() {
        String token = Operator.joinToken(Map.of(), 1);
        TestAgent.named(Operator.unique("ws")).enrol(token, TestFacts.withoutGpu());

        TestAgent.named(Operator.unique("ws"))
                .enrol(token, TestFacts.withoutGpu())
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("used up"))
                .body("remedy", containsString("lamp token create"));
    }

    @Test
    void refusesAWrongJoinToken() {
        String token = Operator.joinToken(Map.of(), 1);

        TestAgent.named(Operator.unique("ws"))
                .enrol(token + "x", TestFacts.withoutGpu())
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/join-token-refused"))
                .body("detail", containsString("wrong"))
                .body("remedy", containsString("lamp token create"));
    }

    @Test
    void refusesANameThatAnotherMachineHas() {
        TestAgent first = TestAgent.enrolledIn("b12", TestFacts.withoutGpu());

        TestAgent.named(first.name())
                .enrol(Operator.joinToken(Map.of(), 1), TestFacts.withoutGpu())
                .then()
                .statusCode(409)
                .body("detail", containsString(first.name()))
                .body("remedy", containsString("lamp delete machine " + first.name()));
    }

    @Test
    void namesTheFieldThatIsMissing() {
        given().contentType("application/json")
                .body("{\"name\":\"ws-1\"}")
                .post("/agent/v1/enrolments")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("joinToken"));
    }

    @Test
    void aDeletedMachinesTokenOpensNothing() {
        TestAgent agent = TestAgent.enrolledIn("b12", TestFacts.withoutGpu());
        String tag = agent.poll(null).header("ETag");

        Operator.request().delete("/api/v1/machines/" + agent.name()).then().statusCode(204);

        agent.poll(tag).then().statusCode(401);
        Operator.request().get("/api/v1/machines/" + agent.name()).then().statusCode(404);
    }

    @Test
    void aMachineThatIsEnrolledAgainGetsANewIdAndALaterAssignment() {
        TestAgent agent = TestAgent.enrolledIn("b12", TestFacts.withoutGpu());
        long revision = agent.assignment().revision();
        Operator.request().delete("/api/v1/machines/" + agent.name()).then().statusCode(204);

        agent.enrol(Operator.joinToken(Map.of(), 1), TestFacts.withoutGpu())
                .then()
                .statusCode(201);

        assertThat(agent.assignment().revision()).isGreaterThan(revision);
    }
}
