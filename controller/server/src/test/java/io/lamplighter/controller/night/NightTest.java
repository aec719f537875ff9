package io.lamplighter.controller.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunState;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Runs of the test agents are of 2026-11-23, so that their night is asked for from there on. */
@QuarkusTest
class NightTest {
    private static final String BEFORE = "2026-11-23T11:00:00Z";
    private static final String AFTER = "2026-11-23T13:00:00Z";

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");

    @Test
    void tellsWhatChangedWhatFailedAndWhatWaits() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent first = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent second = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent third = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        first.activate(environment);
        PlanId plan = second.plan(environment);
        second.send(second.report(environment, plan, 1, RunState.FAILED, RunOutcome.FAILED));

        night(BEFORE)
                .statusCode(200)
                .body(
                        "changed.findAll {it.environment == '%s'}.on.examples.flatten()".formatted(environment),
                        hasItem(first.name()))
                .body(
                        "failed.find {it.environment == '%s'}.signature".formatted(environment),
                        equalTo("RESOLVER_NO_CANDIDATE:numpy"))
                .body("waiting.find {it.environment == '%s'}.on.examples".formatted(environment), hasItem(third.name()))
                .body("next", hasItem(containsString("correct the spec")));
        night(AFTER)
                .body("changed.environment", not(hasItem(environment)))
                .body("failed.environment", hasItem(environment));
    }

    @Test
    void tellsWhichMachinesWaitForABootUntilTheyNeedNone() {
        PendingBoot boot = new PendingBoot("for the test of " + room, Instant.parse("2026-11-23T12:10:00Z"));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.put(TestFacts.waitingForABoot(boot, TestFacts.withoutGpu()));
        String ours = "boots.find {it.why == '%s'}".formatted(boot.why());

        night(BEFORE)
                .body(ours + ".on.examples", contains(agent.name()))
                .body(ours + ".since", equalTo("2026-11-23T12:10:00Z"));
        agent.put(TestFacts.withoutGpu());

        night(BEFORE).body(ours, nullValue());
    }

    @Test
    void beginsInTheEveningBeforeWhereNothingIsSaid() {
        OffsetDateTime since = OffsetDateTime.parse(Operator.request()
                .get("/api/v1/night")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("since"));

        assertThat(since).isBefore(OffsetDateTime.now(ZoneOffset.UTC));
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        night("yesterday").statusCode(400).body("detail", containsString("since is no time"));
        night("2099-01-01T00:00:00Z").statusCode(400).body("detail", containsString("since is to come"));
    }

    private static ValidatableResponse night(String since) {
        return Operator.request()
                .queryParam("since", since)
                .get("/api/v1/night")
                .then();
    }
}
