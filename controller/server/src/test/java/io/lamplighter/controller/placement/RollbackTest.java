package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.generation.KeepRequest;
import io.lamplighter.api.generation.RollbackRequest;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine whose environment changed once, and which still has both generations. */
@QuarkusTest
class RollbackTest {
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private TestAgent agent;
    private PlanId first;
    private PlanId second;

    @BeforeEach
    void changeOnce() {
        Operator.apply(Operator.environmentForRoom(environment, "\"numpy<2\"", room));
        agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        first = agent.activate(environment);
        Operator.apply(Operator.environment(environment, "\"numpy<3\""));
        second = agent.activate(environment);
        tell(2);
    }

    @Test
    void goesBackToTheOneBeforeAndSaysWhoWantsItAndWhy() {
        rollback(null, "jobs fail").statusCode(200).body("generation", equalTo(name(1).value()));

        assertThat(assigned().plan()).isEqualTo(first);
        assertThat(assigned().pinned()).isEqualTo(name(1));
        Operator.placement(agent.name(), environment)
                .body("plan", equalTo(first.value()))
                .body("phase", equalTo("Pending"))
                .body("rollback.by", equalTo("operator"))
                .body("rollback.reason", equalTo("jobs fail"));

        agent.activate(environment);

        Operator.placement(agent.name(), environment).body("phase", equalTo("Converged"));
    }

    @Test
    void staysBackWhateverHappensToFactsAndCatalogButNotWhenTheSpecChanges() {
        rollback("1", null).statusCode(200);

        agent.put(TestFacts.withGpu());
        Operator.apply(Operator.environment(environment, "\"numpy<3\"")
                .replace("metadata: {", "metadata: {labels: {team: vision}, "));
        PlanId still = assigned().plan();
        Operator.apply(Operator.environment(environment, "numpy"));

        assertThat(still).isEqualTo(first);
        assertThat(assigned().plan()).isNotIn(first, second);
        assertThat(assigned().pinned()).isNull();
        Operator.placement(agent.name(), environment).body("rollback", nullValue());
    }

    @Test
    void goesForwardWhenAsked() {
        rollback("1", null).statusCode(200);
        agent.activate(environment);

        forward().statusCode(204);

        assertThat(assigned().plan()).isEqualTo(second);
        assertThat(assigned().pinned()).isNull();
        forward().statusCode(409).body("detail", containsString("is not rolled back"));
    }

    @Test
    void forgetsARollbackWithItsEnvironment() {
        rollback("1", null).statusCode(200);

        Operator.request()
                .queryParam("confirm", 1)
                .delete("/api/v1/groups/{name}", environment)
                .then()
                .statusCode(200);
        Operator.apply(Operator.group(environment, room, environment));

        assertThat(assigned().plan()).isEqualTo(second);
    }

    @Test
    void refusesWhatCannotBeGoneBackTo() {
        rollback("2", null).statusCode(409).body("detail", containsString("uses " + name(2) + " already"));
        rollback("7", null).statusCode(404).body("remedy", containsString(name(1) + " (as asked)"));
        rollback("aaaaaaaaaaaa-1", null).statusCode(404);
        Operator.request()
                .contentType("application/json")
                .body("{}")
                .put("/api/v1/machines/{machine}/environments/{environment}/rollback", agent.name(), "nothing")
                .then()
                .statusCode(404);
    }

    @Test
    void letsAMachineKeepAGeneration() {
        String tag = agent.poll(null).header("ETag");

        keep("1", LATER).statusCode(200).body("generation", equalTo(name(1).value()));
        agent.poll(tag).then().statusCode(200);
        List<?> kept = assigned().kept();
        history().body("kept[0].until", equalTo(LATER.toString()));
        noMore("1").statusCode(204);

        assertThat(kept).hasSize(1);
        assertThat(assigned().kept()).isNull();
        noMore("1").statusCode(409).body("detail", containsString("nobody asked"));
        keep("1", Instant.EPOCH).statusCode(400).body("detail", containsString("is over"));
        keep("9", LATER).statusCode(404);
    }

    private ValidatableResponse rollback(@Nullable String to, @Nullable String reason) {
        return Operator.request()
                .contentType("application/json")
                .body(Wire.write(new RollbackRequest(to, reason)))
                .put("/api/v1/machines/{machine}/environments/{environment}/rollback", agent.name(), environment)
                .then();
    }

    private ValidatableResponse forward() {
        return Operator.request()
                .delete("/api/v1/machines/{machine}/environments/{environment}/rollback", agent.name(), environment)
                .then();
    }

    private ValidatableResponse history() {
        return Operator.request()
                .get("/api/v1/machines/{machine}/environments/{environment}/generations", agent.name(), environment)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse keep(String generation, Instant until) {
        return Operator.request()
                .contentType("application/json")
                .body(Wire.write(new KeepRequest(until)))
                .put(path(generation), agent.name(), environment)
                .then();
    }

    private ValidatableResponse noMore(String generation) {
        return Operator.request()
                .delete(path(generation), agent.name(), environment)
                .then();
    }

    private static String path(String generation) {
        return "/api/v1/machines/{machine}/environments/{environment}/generations/" + generation + "/keep";
    }

    private AssignedEnvironment assigned() {
        return agent.assignment().environments().stream()
                .filter(each -> each.name().value().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    private void tell(int current) {
        agent.tell(new GenerationsReport(
                List.of(new OfEnvironment(
                        new EnvironmentName(environment),
                        List.of(generation(2, current == 2), generation(1, current == 1)))),
                List.of(),
                0));
    }

    private Generation generation(int number, boolean current) {
        Instant from = Instant.parse("2026-11-23T12:00:00Z").plusSeconds(number);
        return new Generation(
                name(number),
                number == 1 ? first : second,
                null,
                "as asked",
                from,
                current,
                from,
                current ? null : from.plusSeconds(1),
                Cause.NEW_PLAN,
                current ? null : Cause.NEW_PLAN,
                4096,
                List.of(),
                0,
                null);
    }

    private GenerationName name(int number) {
        return new GenerationName((number == 1 ? first : second).abbreviated() + "-" + number);
    }
}
