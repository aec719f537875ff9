package io.lamplighter.controller.peers;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.f4b6a3.uuid.UuidCreator;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.run.Signature;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Enrolment;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent's part of the wire, without anything behind it. */
public final class TestAgent {
    public static final String ACCEPTS = "1;createEnvironment,solve,install,verify,expose";

    private final String name;
    private final String token;

    private TestAgent(String name, String token) {
        this.name = name;
        this.token = token;
    }

    /** A machine that is not enrolled yet. */
    public static TestAgent named(String name) {
        return new TestAgent(name, "secret-of-" + name + "-" + UUID.randomUUID());
    }

    public static TestAgent enrolledIn(String room, MachineFacts facts) {
        TestAgent agent = named(Operator.unique("ws"));
        agent.enrol(Operator.joinToken(Map.of("room", room), 1), facts).then().statusCode(201);
        return agent;
    }

    public String name() {
        return name;
    }

    public String token() {
        return token;
    }

    public Response enrol(String joinToken, MachineFacts facts) {
        return given().contentType("application/json")
                .body(Wire.write(new Enrolment(new MachineName(name), joinToken, Sha256.of(token), "0.1.0", facts)))
                .post("/agent/v1/enrolments");
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    public Response poll(@Nullable String tag) {
        RequestSpecification request = request().header(AgentApi.ACCEPTS, ACCEPTS);
        return (tag == null ? request : request.header("If-None-Match", tag)).get("/agent/v1/assignment");
    }

    /** Polls as an agent that knows further kinds of steps. */
    public void pollKnowing(String... kinds) {
        request()
                .header(AgentApi.ACCEPTS, ACCEPTS + "," + String.join(",", kinds))
                .get("/agent/v1/assignment")
                .then()
                .statusCode(200);
    }

    public Assignment assignment() {
        try {
            String body = poll(null).then().statusCode(200).extract().asString();
            return Wire.mapper().readValue(body, Assignment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The plan that is assigned for an environment. */
    public PlanId plan(String environment) {
        return assigned(environment).plan();
    }

    /** An environment as it is assigned. */
    public AssignedEnvironment assigned(String environment) {
        return assignment().environments().stream()
                .filter(assigned -> assigned.name().value().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    public void put(MachineFacts facts) {
        request()
                .contentType("application/json")
                .body(Wire.write(facts))
                .put("/agent/v1/facts")
                .then()
                .statusCode(204);
    }

    public void send(RunReport report) {
        request()
                .contentType("application/json")
                .body(Wire.write(report))
                .post("/agent/v1/runs")
                .then()
                .statusCode(204);
    }

    /** Tells which generations there are. */
    public void tell(GenerationsReport report) {
        request()
                .contentType("application/json")
                .body(Wire.write(report))
                .put("/agent/v1/generations")
                .then()
                .statusCode(204);
    }

    /** Runs the assigned plan of an environment to its end. */
    public PlanId activate(String environment) {
        PlanId plan = plan(environment);
        send(report(environment, plan, 1, RunState.DONE, RunOutcome.ACTIVATED));
        return plan;
    }

    public RunReport report(
            String environment, PlanId plan, int sequence, RunState state, @Nullable RunOutcome outcome) {
        return report(newRun(), environment, plan, sequence, state, outcome);
    }

    public static RunReport report(
            RunId run, String environment, PlanId plan, int sequence, RunState state, @Nullable RunOutcome outcome) {
        Failure failure = outcome == RunOutcome.FAILED
                ? new Failure(
                        new Signature("RESOLVER_NO_CANDIDATE:numpy"),
                        "no numpy",
                        "it is nowhere",
                        "correct the spec",
                        RemedyClass.REPLAN,
                        "the last words")
                : null;
        return new RunReport(
                run,
                sequence,
                new EnvironmentName(environment),
                plan,
                state,
                Instant.parse("2026-11-23T12:00:00Z"),
                Instant.parse("2026-11-23T12:01:00Z"),
                state == RunState.BUILDING ? "all" : null,
                null,
                null,
                outcome,
                failure,
                List.of(new CheckResult("imports", Result.PASSED, "all", Duration.ofSeconds(1))),
                null,
                List.of(),
                null);
    }

    /** A run that does not begin. */
    public static RunReport waiting(String environment, PlanId plan, Hindrance why) {
        Instant at = Instant.parse("2026-11-23T12:00:00Z");
        return new RunReport(
                newRun(),
                2,
                new EnvironmentName(environment),
                plan,
                RunState.WAITING,
                at,
                at,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(why));
    }

    public static RunId newRun() {
        return new RunId(UuidCreator.getTimeOrderedEpoch().toString());
    }
}
