package io.lamplighter.controller.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunLogTest {
    private static final int LIMIT = 1 << 20;

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private TestAgent agent;

    @Inject
    RunLogs logs;

    @BeforeEach
    void enrol() {
        agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
    }

    @Test
    void keepsTheLogOfARunAndShowsIt() {
        RunId run = fail();

        put(agent, run, "first\nlast ü\n").statusCode(204);
        put(agent, run, "first\nlast ü\nagain\n").statusCode(204);

        Operator.request()
                .get("/api/v1/runs/{run}/log", run.value())
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(equalTo("first\nlast ü\nagain\n"));
    }

    @Test
    void listsRunsWithTheirFailures() {
        RunId first = fail();
        RunId second = fail();
        put(agent, second, "why\n");

        String next = Operator.request()
                .queryParam("machine", agent.name())
                .queryParam("limit", 1)
                .get("/api/v1/runs")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].run", equalTo(second.value()))
                .body("items[0].log", equalTo(true))
                .body("items[0].failure.signature", equalTo("RESOLVER_NO_CANDIDATE:numpy"))
                .body("items[0].failure.remedyClass", equalTo("REPLAN"))
                .body("items[0].failure.cause", equalTo("it is nowhere"))
                .body("items[0].failure.log", emptyString())
                .extract()
                .path("next");
        Operator.request()
                .queryParam("machine", agent.name())
                .queryParam("continue", next)
                .get("/api/v1/runs")
                .then()
                .body("items.run", equalTo(List.of(first.value())))
                .body("items[0].log", equalTo(false));
    }

    @Test
    void takesOnlyTheLogsOfAMachinesOwnRuns() {
        RunId run = fail();
        put(agent, run, "mine\n");
        TestAgent another = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        put(another, run, "forged\n").statusCode(404);
        put(another, TestAgent.newRun(), "of nothing\n").statusCode(404);
        put(TestAgent.named("nobody"), run, "forged\n").statusCode(401);
        Operator.request()
                .contentType(ContentType.TEXT)
                .body("forged\n")
                .put("/agent/v1/runs/{run}/log", run.value())
                .then()
                .statusCode(401);

        assertThat(log(run)).isEqualTo("mine\n");
    }

    @Test
    void refusesALogThatIsTooLong() {
        RunId run = fail();

        put(agent, run, "x".repeat(LIMIT)).statusCode(204);
        put(agent, run, "x".repeat(LIMIT + 1))
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/payload-too-large"))
                .body("remedy", containsString("lamplighter.run-log.size"));
        put(agent, run, "x".repeat(5 * LIMIT)).statusCode(413).body("type", equalTo("/problems/payload-too-large"));
    }

    @Test
    void takesNothingButText() {
        RunId run = fail();

        put(agent, run, "\u001b[2Jgone\u0000\u202e\ttab\r\n\u009b31mred\n").statusCode(204);

        assertThat(log(run)).isEqualTo("[2Jgone\ttab\n31mred\n");
        agent.request()
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/agent/v1/runs/{run}/log", run.value())
                .then()
                .statusCode(415);
        agent.request()
                .contentType(ContentType.TEXT)
                .body("x")
                .put("/agent/v1/runs/{run}/log", "..%2fpasswd")
                .then()
                .statusCode(404);
    }

    @Test
    void saysWhyThereIsNoLog() {
        RunId run = TestAgent.newRun();
        agent.send(TestAgent.report(run, environment, agent.plan(environment), 1, RunState.BUILDING, null));

        Operator.request()
                .get("/api/v1/runs/{run}/log", run.value())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", startsWith("there is no log of run"))
                .body("remedy", equalTo("it comes when the run has ended"));
    }

    @Test
    void keepsFewLogsOfAPlacement() {
        RunId oldest = fail();
        put(agent, oldest, "old\n");
        for (int i = 0; i < 3; i++) {
            put(agent, fail(), "newer\n");
        }

        logs.thin();

        Operator.request().get("/api/v1/runs/{run}/log", oldest.value()).then().statusCode(404);
        Operator.request()
                .queryParam("machine", agent.name())
                .get("/api/v1/runs")
                .then()
                .body("items.findAll { it.log }", hasSize(3));
    }

    private RunId fail() {
        RunReport report = agent.report(environment, agent.plan(environment), 1, RunState.FAILED, RunOutcome.FAILED);
        agent.send(report);
        return report.run();
    }

    private static ValidatableResponse put(TestAgent sender, RunId run, String log) {
        return sender.request()
                .contentType("text/plain;charset=UTF-8")
                .body(log)
                .put("/agent/v1/runs/{run}/log", run.value())
                .then();
    }

    private static String log(RunId run) {
        return Operator.request()
                .get("/api/v1/runs/{run}/log", run.value())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
