package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Plannings;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Which card counts is told by its uuid, and planned with nothing that names a machine. */
@QuarkusTest
class ListedGpusTest {
    private static final String BIG = "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6";
    private static final String SMALL = "GPU-11111111-d72c-4106-c12f-20bd9faed9f6";
    private static final String OTHER = "GPU-22222222-d72c-4106-c12f-20bd9faed9f6";

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Test
    void plansForTheListedCardAloneAndForAllWhereNoneIsListed() {
        String every = Operator.unique("every");
        TestAgent agent = TestAgent.enrolledIn(room, withBoth(BIG, SMALL));

        Operator.apply(listing(BIG) + "---\n" + Operator.environmentForRoom(every, "torch", room));

        String ofBoth = Operator.placement(agent.name(), every).extract().path("candidate");
        String ofBig = Operator.placement(agent.name(), environment).extract().path("candidate");
        assertThat(ofBoth).startsWith("torch ").isNotEqualTo(ofBig);
        assertThat(ofBig).startsWith("torch ");
    }

    @Test
    void rejectsAMachineOfWhichNoCardIsListed() {
        TestAgent agent = TestAgent.enrolledIn(room, withBoth(OTHER, SMALL));

        Operator.apply(listing(BIG));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Rejected"))
                .body("phaseDetail", containsString("counts no GPU"));
    }

    @Test
    void plansAnewWhenACardOfTheSameKindTakesThePlaceOfAListedOne() {
        TestAgent agent = TestAgent.enrolledIn(room, withBoth(OTHER, SMALL));
        Operator.apply(listing(BIG));

        agent.put(withBoth(BIG, SMALL));

        Operator.placement(agent.name(), environment).body("phase", equalTo("Pending"));
        assertThat(agent.assignment().environments()).hasSize(1);
    }

    @Test
    void sharesTheAnswerBetweenMachinesWhoseCardsAreAlike() {
        TestAgent one = TestAgent.enrolledIn(room, withBoth(BIG, SMALL));
        Operator.apply(listing(BIG + ", " + OTHER));
        double before = Plannings.count();

        TestAgent other = TestAgent.enrolledIn(room, withBoth(OTHER, SMALL));

        assertThat(Plannings.count()).isEqualTo(before);
        assertThat(other.plan(environment)).isEqualTo(one.plan(environment));
    }

    private String listing(String uuids) {
        return Operator.environmentForRoom(environment, "torch", room)
                .replace("  stages:", "  gpus: [" + uuids + "]\n  stages:");
    }

    private static MachineFacts withBoth(String big, String small) {
        return TestFacts.withGpus(
                new Gpu(big, "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384),
                new Gpu(small, "NVIDIA GeForce GTX 1080", new ComputeCapability(6, 1), 8_192));
    }
}
