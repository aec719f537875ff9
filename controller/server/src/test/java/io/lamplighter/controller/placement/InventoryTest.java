package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.lamplighter.api.view.AcceptedInventory;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InventoryTest {
    private TestAgent agent;

    @BeforeEach
    void enrol() {
        agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());
    }

    @Test
    void tellsTheAgentWhenItsGpusWereAccepted() {
        assertThat(agent.assignment().inventoryAccepted()).isNull();

        AcceptedInventory first = accept(agent.name()).statusCode(200).extract().as(AcceptedInventory.class);

        assertThat(agent.assignment().inventoryAccepted()).isEqualTo(first.at());
        long revision = agent.assignment().revision();
        AcceptedInventory second = accept(agent.name()).extract().as(AcceptedInventory.class);
        assertThat(agent.assignment().inventoryAccepted()).isEqualTo(second.at());
        assertThat(agent.assignment().revision()).isGreaterThan(revision);
    }

    @Test
    void saysThatThereIsNoSuchMachine() {
        accept(agent.name() + "x").statusCode(404).body("remedy", containsString(agent.name()));
    }

    private static ValidatableResponse accept(String machine) {
        return Operator.request()
                .put("/api/v1/machines/{machine}/inventory", machine)
                .then();
    }
}
