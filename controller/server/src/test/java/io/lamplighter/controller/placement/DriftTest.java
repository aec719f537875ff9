package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in use and not as it should be, though its plan stands. */
@QuarkusTest
class DriftTest {
    private static final String ALTERED = "files were changed by hand: added bin/hack";

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");
    private TestAgent agent;

    @BeforeEach
    void enrol() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
    }

    @Test
    void showsWhatSomebodyAlteredUntilItIsPutRight() {
        PlanId plan = agent.activate(environment);
        String tag = agent.poll(null).header("ETag");

        agent.tell(report(plan, 1, ALTERED));

        agent.poll(tag).then().statusCode(304);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Drifted"))
                .body("phaseDetail", equalTo(ALTERED))
                .body("conditions[3].status", equalTo("False"))
                .body("conditions[3].reason", equalTo(ALTERED));

        agent.tell(report(plan, 2, null));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("conditions[3].status", equalTo("True"));
    }

    @Test
    void takesNothingForADriftOfAnotherPlan() {
        agent.activate(environment);

        agent.tell(report(new PlanId("d".repeat(64)), 1, ALTERED));

        Operator.placement(agent.name(), environment).body("phase", equalTo("Converged"));
    }

    @Test
    void plansACpuBuildAnewWhereTheGpusAreWanted() {
        PlanId cpu = agent.activate(environment);

        agent.put(TestFacts.withGpu());

        PlanId cuda = agent.plan(environment);
        assertThat(cuda).isNotEqualTo(cpu);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("planInUse", equalTo(cpu.value()))
                .body("conditions[3].status", equalTo("False"))
                .body("conditions[3].reason", containsString("it computes on the CPU"));

        agent.activate(environment);
        agent.put(TestFacts.withoutGpu());

        assertThat(agent.plan(environment)).isEqualTo(cuda);
        Operator.placement(agent.name(), environment).body("phase", equalTo("Converged"));
    }

    @Test
    void onlyTellsWhereAllGroupsSayReport() {
        PlanId cpu = agent.activate(environment);
        Operator.apply(group(environment, "report"));
        assertThat(assigned()).isEqualTo(Mode.REPORT);

        agent.put(TestFacts.withGpu());

        assertThat(agent.plan(environment)).isEqualTo(cpu);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Drifted"))
                .body("phaseDetail", containsString("it computes on the CPU"));

        String enforcing = Operator.unique("enforcing");
        assertThat(foreseen(group(enforcing, "enforce")))
                .contains("\"replanned\"")
                .contains(environment);
        Operator.apply(group(enforcing, "enforce"));

        assertThat(assigned()).isNull();
        assertThat(agent.plan(environment)).isNotEqualTo(cpu);
        Operator.request()
                .get("/api/v1/machines/" + agent.name() + "/groups")
                .then()
                .body("environments[0].mode", equalTo("enforce"))
                .body("environments[0].conflicts[0].setting", equalTo("mode"))
                .body("environments[0].conflicts[0].by", equalTo(enforcing))
                .body("environments[0].conflicts[0].others", contains(environment));

        Operator.apply(group(environment, "enforce"));

        Operator.request()
                .get("/api/v1/machines/" + agent.name() + "/groups")
                .then()
                .body("environments[0].conflicts", empty());
    }

    private @Nullable Mode assigned() {
        return agent.assignment().environments().getFirst().mode();
    }

    private static String foreseen(String manifests) {
        return Operator.request()
                .contentType("application/json")
                .body(Map.of("manifests", manifests))
                .post("/api/v1/what-if")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String group(String name, String mode) {
        return Operator.group(name, room, environment) + "  mode: " + mode + "\n";
    }

    private GenerationsReport report(PlanId plan, int number, @Nullable String drift) {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        Generation current = new Generation(
                new GenerationName(plan.abbreviated() + "-" + number),
                plan,
                null,
                "as asked",
                noon,
                true,
                noon,
                null,
                Cause.FIRST,
                null,
                4096,
                List.of(),
                0,
                drift);
        return new GenerationsReport(
                List.of(new OfEnvironment(new EnvironmentName(environment), List.of(current))), List.of(), 0);
    }
}
