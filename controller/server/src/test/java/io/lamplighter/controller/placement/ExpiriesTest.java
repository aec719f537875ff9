package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiriesTest {
    private static final String AHEAD = "2999-12-31";
    private static final String PAST = "2020-12-31";

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Inject
    Storage storage;

    @Inject
    Expiries expiries;

    @Test
    void retiresWhatEndedWhileNobodyChangedAnything() {
        Operator.apply(untilDay(AHEAD));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.activate(environment);
        storage.write(transaction -> transaction
                .handle()
                .createUpdate("UPDATE manifest SET document = REPLACE(document, :ahead, :past), resource_version ="
                        + " resource_version + 1 WHERE name = :name")
                .bind("ahead", AHEAD)
                .bind("past", PAST)
                .bind("name", environment)
                .execute());

        expiries.look();

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Retiring"))
                .body("conditions[0].reason", equalTo("its last day was " + PAST));
    }

    @Test
    void wantsItAgainWhenTheDayIsPutOff() {
        Operator.apply(untilDay(AHEAD));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.activate(environment);
        Operator.apply(untilDay(PAST));
        Operator.placement(agent.name(), environment).body("phase", equalTo("Retiring"));

        Operator.apply(untilDay(AHEAD));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("removeAfter", nullValue());
    }

    @Test
    void releasesAMachineWhoseHoldIsOver() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.activate(environment);
        Operator.apply("""
                apiVersion: lamplighter.io/v1
                kind: Machine
                metadata: {name: %s}
                spec: {hold: {until: %s, reason: measuring}}
                """.formatted(agent.name(), AHEAD));
        storage.write(transaction -> transaction
                .handle()
                .createUpdate("UPDATE manifest SET document = REPLACE(document, :ahead, :past), resource_version ="
                        + " resource_version + 1 WHERE name = :name")
                .bind("ahead", AHEAD)
                .bind("past", PAST)
                .bind("name", agent.name())
                .execute());

        expiries.look();

        Operator.placement(agent.name(), environment).body("phase", equalTo("Converged"));
        assertThat(agent.assignment().hold()).isNull();
    }

    private String untilDay(String day) {
        return Operator.environmentForRoom(environment, "numpy", room)
                .replaceFirst("metadata: \\{", "metadata: {annotations: {expires: " + day + "}, ");
    }
}
