package io.lamplighter.agent.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.AgentUnderTest;
import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.agent.probe.Inventory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The agent as it starts, with a controller that gives it a source to look at. */
@QuarkusTest
@WithTestResource(AgentUnderTest.class)
class CheckinTest {
    @Inject
    Inventory inventory;

    FakeController controller = new FakeController();

    @Test
    void becomesKnownTellsWhatItSeesAndComesToRest() {
        await().ignoreExceptions().untilAsserted(() -> {
            FactsDocument facts = inventory.facts().orElseThrow();
            assertThat(facts.facts().sources())
                    .singleElement()
                    .satisfies(source -> assertThat(source.reachable()).isTrue());
            assertThat(controller.facts()).last().isEqualTo(facts.json());
            assertThat(controller.pollStatuses()).last().isEqualTo(304);
        });
        assertThat(controller.enrolments())
                .singleElement()
                .satisfies(enrolment -> assertThat(enrolment.name()).hasToString("under-test"));
    }
}
