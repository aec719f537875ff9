package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.view.FreezeRequest;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators say about time beside the manifests: a freeze, and that something cannot wait. */
@QuarkusTest
class FreezeTest {
    private static final Instant FROM = Instant.parse("2098-12-01T07:00:00Z");
    private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");
    private static final String WINDOW = """
              window: {cron: "0 2 * * *", zone: UTC, duration: 3h}
              gates: {users: none, diskFree: 20GiB}
            """;

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private TestAgent agent;

    @BeforeEach
    void giveAnEnvironmentWithAWindow() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room) + WINDOW);
        agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
    }

    @Test
    void tellsMachinesOfAFreezeAndOfItsEnd() {
        freeze(FROM, UNTIL).statusCode(200).body("group", equalTo(environment));

        assertThat(agent.assignment().freezes())
                .extracting(Freeze::from, Freeze::until, Freeze::reason)
                .containsExactly(tuple(FROM, UNTIL, "exam"));
        Operator.request().get("/api/v1/freezes").then().statusCode(200).body("group", hasItem(environment));

        Operator.request().delete("/api/v1/freezes/{group}", environment).then().statusCode(204);

        assertThat(agent.assignment().freezes()).isNull();
        Operator.request().get("/api/v1/freezes").then().body("group", not(hasItem(environment)));
    }

    @Test
    void freezesFromNowOnWhereNothingElseIsSaid() {
        freeze(null, UNTIL).statusCode(200);

        assertThat(agent.assignment().freezes())
                .allMatch(freeze -> freeze.isInForce(Instant.parse("2098-01-01T00:00:00Z")));
    }

    @Test
    void isShownForWhatWantsNothing() {
        agent.activate(environment);
        freeze(null, UNTIL).statusCode(200);

        Operator.request()
                .get("/api/v1/placements?environment={environment}", environment)
                .then()
                .body("items.phase", hasItem("Converged"))
                .body("items.phaseDetail", hasItem("frozen until 2099-01-01T00:00:00Z: exam"));
    }

    @Test
    void leavesMachinesOfOtherGroupsAlone() {
        TestAgent other = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());

        freeze(FROM, UNTIL).statusCode(200);

        assertThat(other.assignment().freezes()).isNull();
    }

    @Test
    void saysWhatIsWrongWithAFreeze() {
        freeze(null, Instant.parse("2020-01-01T00:00:00Z")).statusCode(400).body("detail", containsString("is over"));
        freeze(Instant.parse("2099-02-01T00:00:00Z"), UNTIL)
                .statusCode(400)
                .body("detail", containsString("would end before it begins"));
        Operator.request()
                .contentType("application/json")
                .body(Wire.write(new FreezeRequest(null, UNTIL, null)))
                .put("/api/v1/freezes/{group}", environment + "x")
                .then()
                .statusCode(404)
                .body("remedy", containsString(environment));
        Operator.request()
                .delete("/api/v1/freezes/{group}", environment)
                .then()
                .statusCode(409)
                .body("detail", containsString("is not frozen"));
    }

    @Test
    void dropsWindowsAndGatesButForTheDiskWhereSomethingIsUrgent() {
        assertThat(schedule().windows()).hasSize(1);

        Operator.post(Operator.environment(environment, "numpy"), "now", true)
                .then()
                .statusCode(200)
                .body("[0].change", equalTo("UNCHANGED"))
                .body("[0].effects", hasItem(containsString("a freeze still holds")));

        assertThat(schedule().windows()).isEmpty();
        assertThat(schedule().gates().users()).isNull();
        assertThat(schedule().gates().diskFree()).isNotNull();
    }

    @Test
    void isUrgentOnlyUntilTheSpecChanges() {
        Operator.post(Operator.environment(environment, "numpy"), "now", true)
                .then()
                .statusCode(200);

        Operator.apply(Operator.environment(environment, "scipy"));

        assertThat(schedule().windows()).hasSize(1);
    }

    @Test
    void rehearsesUrgencyWithoutAnyEffect() {
        Operator.post(Operator.environment(environment, "numpy"), "now", true, "dryRun", true)
                .then()
                .statusCode(200);

        assertThat(schedule().windows()).hasSize(1);
    }

    private Schedule schedule() {
        return Objects.requireNonNull(
                agent.assignment().environments().getFirst().schedule());
    }

    private ValidatableResponse freeze(@Nullable Instant from, Instant until) {
        return Operator.request()
                .contentType("application/json")
                .body(Wire.write(new FreezeRequest(from, until, "exam")))
                .put("/api/v1/freezes/{group}", environment)
                .then();
    }
}
