package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlacementTest {
    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Test
    void waitsUntilTheSourcesWereLookedAtAndThenPlans() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.fresh());

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", equalTo("sources unknown"))
                .body("plan", nullValue())
                .body("resolution.resolution", equalTo("undecided"));

        agent.put(TestFacts.withoutGpu());

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", equalTo("not begun"))
                .body("plan", notNullValue())
                .body("candidate", startsWith("torch "))
                .body("resolution.resolution", equalTo("resolved"))
                .body("explanation.candidates", not(empty()));
        assertThat(agent.assignment().environments()).hasSize(1);
    }

    @Test
    void goesFromBuildingToConverged() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        PlanId plan = agent.plan(environment);
        var run = TestAgent.newRun();

        agent.send(TestAgent.report(run, environment, plan, 1, RunState.BUILDING, null));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Building"))
                .body("phaseDetail", equalTo("all"))
                .body("candidate", nullValue());

        agent.send(TestAgent.report(run, environment, plan, 2, RunState.DONE, RunOutcome.ACTIVATED));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("planInUse", equalTo(plan.value()))
                .body("conditions.type", contains("Resolved", "Released", "Converged", "Healthy"))
                .body("conditions.status", contains("True", "True", "True", "True"));
        Operator.request()
                .queryParam("machine", agent.name())
                .get("/api/v1/placements")
                .then()
                .statusCode(200)
                .body("items.environment", contains(environment))
                .body("items.phase", contains("Converged"))
                .body("items[0].resolution", nullValue());
    }

    @Test
    void takesAReportOnceAndNeverGoesBack() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        PlanId plan = agent.plan(environment);
        var run = TestAgent.newRun();
        agent.send(TestAgent.report(run, environment, plan, 3, RunState.FAILED, RunOutcome.FAILED));

        agent.send(TestAgent.report(run, environment, plan, 3, RunState.FAILED, RunOutcome.FAILED));
        agent.send(TestAgent.report(run, environment, plan, 2, RunState.BUILDING, null));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Failed"))
                .body("phaseDetail", equalTo("RESOLVER_NO_CANDIDATE:numpy"));
        Operator.request()
                .get("/api/v1/runs/" + run)
                .then()
                .statusCode(200)
                .body("sequence", equalTo(3))
                .body("failure.remedy", equalTo("correct the spec"));
    }

    @Test
    void takesNoReportOfAnotherMachinesRun() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent other = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        var report = agent.report(environment, agent.plan(environment), 1, RunState.BUILDING, null);
        agent.send(report);

        other.request()
                .contentType("application/json")
                .body(Wire.write(report))
                .post("/agent/v1/runs")
                .then()
                .statusCode(409);
    }

    @Test
    void givesAnAgentThatIsTooOldNothingThatItDoesNotKnow() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.poll(null).then().body("environments", not(empty()));

        agent.request()
                .header(AgentApi.ACCEPTS, "1;createEnvironment,solve")
                .get("/agent/v1/assignment")
                .then()
                .statusCode(200);

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", equalTo("agent too old"))
                .body("plan", nullValue());

        Operator.apply(Operator.environment(environment, "\"numpy<3\""));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", equalTo("agent too old"));

        agent.poll(null).then().body("environments", not(empty()));
    }

    @Test
    void retiresWhatNoGroupAsksForAnyMoreAndTakesItBack() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        PlanId plan = agent.activate(environment);

        Operator.request()
                .delete("/api/v1/groups/" + environment)
                .then()
                .statusCode(200)
                .body("change", equalTo("DELETED"))
                .body("effects[0]", containsString(environment + " retires on 1 machine, usable until"));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Retiring"))
                .body("removeAfter", notNullValue())
                .body("planInUse", equalTo(plan.value()));
        assertThat(agent.assignment().environments()).isEmpty();
        assertThat(agent.assignment().retiring()).hasSize(1);

        Operator.apply(Operator.group(environment, room, environment));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("removeAfter", nullValue());
        assertThat(agent.plan(environment)).isEqualTo(plan);
        assertThat(agent.assignment().retiring()).isEmpty();
    }

    @Test
    void asksBeforeManyMachinesLoseAnEnvironment() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        // more than five in a hundred of all that the other tests enrol
        var agents = IntStream.range(0, 30)
                .mapToObj(_ -> TestAgent.enrolledIn(room, TestFacts.withoutGpu()))
                .toList();
        String slip = Operator.group(environment, room + "-with-a-slip", environment);

        Operator.post(slip)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/confirmation-needed"))
                .body("detail", containsString("30 placements"))
                .body("remedy", containsString("--confirm 30"));

        assertThat(agents.getFirst().assignment().retiring()).isEmpty();
        Operator.post(slip, "confirm", 29).then().statusCode(409);
        Operator.post(slip, "confirm", 30).then().statusCode(200);
        assertThat(agents.getFirst().assignment().retiring()).hasSize(1);
    }

    @Test
    void putsAMirrorInPlaceOfTheSourceThatItReplacesWhereItsSelectorFits() {
        String mirror = Operator.unique("mirror");
        String manifest = """
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %s}
                spec: {type: pytorch, url: "https://mirror.lab.example/wheels", replaces: pytorch, selector: {room: %s}}
                """.formatted(mirror, room);
        TestAgent here = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent elsewhere = TestAgent.enrolledIn(room + "-else", TestFacts.withoutGpu());

        Operator.apply(manifest);

        assertThat(here.assignment().sources().getFirst().url()).isEqualTo("https://mirror.lab.example/wheels");
        assertThat(here.assignment().sources().getFirst().name().value()).isEqualTo("pytorch");
        assertThat(elsewhere.assignment().sources().getFirst().url()).isNotEqualTo("https://mirror.lab.example/wheels");
    }

    @Test
    void saysWhichEnvironmentAMachineDoesNotHave() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        Operator.request()
                .get("/api/v1/machines/" + agent.name() + "/environments/torch")
                .then()
                .statusCode(404)
                .body("detail", containsString(agent.name()));
        Operator.request()
                .get("/api/v1/machines/" + agent.name() + "x/environments/torch")
                .then()
                .statusCode(404)
                .body("remedy", equalTo("did you mean " + agent.name() + "?"));
    }
}
