package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lamplighter.api.name.PlanId;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Plannings;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Promise 1 over HTTP: what works is replaced only because the spec changed. */
@QuarkusTest
class StickyPlanTest {
    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Inject
    Storage storage;

    @Inject
    PlannedCatalogStore planned;

    @Inject
    CatalogCheck check;

    @Test
    void keepsThePlanInUseWhenFactsChangeAndShowsTodaysAnswer() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        PlanId plan = agent.activate(environment);
        String tag = agent.poll(null).header("ETag");

        agent.put(TestFacts.withoutGpu());

        agent.poll(tag).then().statusCode(304);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("plan", equalTo(plan.value()))
                .body("conditions[0].reason", containsString("what is in use stays"))
                .body("explanation.candidates[0].name", containsString("cpu"));
    }

    @Test
    void keepsThePlanInUseWhenTheMachineBecomesUnplannable() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        PlanId plan = agent.activate(environment);
        String tag = agent.poll(null).header("ETag");

        agent.put(TestFacts.withBrokenDriver());

        agent.poll(tag).then().statusCode(304);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Rejected"))
                .body("plan", equalTo(plan.value()))
                .body("planInUse", equalTo(plan.value()))
                .body("conditions[0].status", equalTo("False"))
                .body("conditions[2].status", equalTo("True"));
    }

    @Test
    void replacesThePlanInUseWhenTheSpecChangesButNotForALabel() {
        Operator.apply(Operator.environmentForRoom(environment, "\"numpy<2\"", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        PlanId plan = agent.activate(environment);

        Operator.apply(Operator.environment(environment, "\"numpy<2\"")
                .replace("metadata: {", "metadata: {labels: {team: vision}, "));

        assertThat(agent.plan(environment)).isEqualTo(plan);
        Operator.placement(agent.name(), environment)
                .body("environmentRevision", equalTo(2))
                .body("phase", equalTo("Converged"));

        Operator.apply(Operator.environment(environment, "\"numpy<3\""));

        assertThat(agent.plan(environment)).isNotEqualTo(plan);
        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("planInUse", equalTo(plan.value()));
    }

    @Test
    void plansNothingWhenFactsChangeThatNoPlanDependsOn() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        double before = Plannings.count();

        agent.put(TestFacts.withKernel("6.1.0-99"));
        TestAgent alike = TestAgent.enrolledIn(room, TestFacts.withKernel("6.12.0"));

        assertThat(Plannings.count()).isEqualTo(before);
        assertThat(alike.plan(environment)).isEqualTo(agent.plan(environment));

        agent.put(TestFacts.withGpu());

        assertThat(Plannings.count()).isEqualTo(before + 1);
    }

    @Test
    void keepsThePlanInUseUnderAnotherCatalogAndAsksAgain() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        PlanId plan = agent.activate(environment);
        agent.put(TestFacts.withoutGpu());
        String tag = agent.poll(null).header("ETag");
        storage.write(transaction -> {
            planned.put(transaction, "an older one");
            return transaction.change();
        });

        check.start(new StartupEvent());

        agent.poll(tag).then().statusCode(304);
        assertThat(agent.plan(environment)).isEqualTo(plan);
        assertThat(storage.read(planned::version)).isNotEqualTo("an older one");
    }
}
