package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Plannings;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** {@code versions: same} over machines that enrol, change and go. */
@QuarkusTest
class SameReleaseTest {
    private static final MachineFacts NEW = card("NVIDIA RTX A4000", 8, 6);
    private static final MachineFacts OLD = card("NVIDIA GeForce GTX 1080", 6, 1);

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Test
    void givesAllMachinesTheReleaseThatWorksOnAllAndNamesThoseThatHoldBack() {
        TestAgent modern = TestAgent.enrolledIn(room, NEW);
        TestAgent old = TestAgent.enrolledIn(room, OLD);

        Operator.apply(same("torch"));

        String release = release(old);
        assertThat(release(modern)).isEqualTo(release);
        Operator.placement(modern.name(), environment)
                .body(
                        "conditions[0].reason",
                        allOf(
                                containsString("versions: same settled on " + release),
                                containsString("does not work on " + old.name())))
                .body("explanation.notes", hasItem(containsString("does not work on " + old.name())));
    }

    @Test
    void settlesAnewForAllWhenAMachineEnrolsThatCannotHaveTheNewest() {
        Operator.apply(same("torch"));
        TestAgent modern = TestAgent.enrolledIn(room, NEW);
        String alone = release(modern);

        TestAgent old = TestAgent.enrolledIn(room, OLD);

        assertThat(release(modern)).isNotEqualTo(alone).isEqualTo(release(old));
        Operator.placement(modern.name(), environment).body("phase", equalTo("Pending"));
    }

    @Test
    void leavesWhatIsInUseWhereANewMachineHoldsItBack() {
        Operator.apply(same("torch"));
        TestAgent modern = TestAgent.enrolledIn(room, NEW);
        PlanId inUse = modern.activate(environment);
        String tag = modern.poll(null).header("ETag");

        TestAgent old = TestAgent.enrolledIn(room, OLD);

        modern.poll(tag).then().statusCode(304);
        Operator.placement(modern.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("plan", equalTo(inUse.value()))
                .body(
                        "conditions[0].reason",
                        startsWith("what is in use stays; planned anew it would be " + release(old)))
                .body("conditions[0].reason", containsString("does not work on " + old.name()));
    }

    @Test
    void settlesAnewWhenTheMachineThatHeldTheOthersBackIsGone() {
        Operator.apply(same("torch"));
        TestAgent modern = TestAgent.enrolledIn(room, NEW);
        String alone = release(modern);
        TestAgent old = TestAgent.enrolledIn(room, OLD);
        assertThat(release(modern)).isNotEqualTo(alone);

        Operator.request().delete("/api/v1/machines/" + old.name()).then().statusCode(204);

        assertThat(release(modern)).isEqualTo(alone);
        Operator.placement(modern.name(), environment)
                .body("conditions[0].reason", not(containsString("does not work on")));
    }

    @Test
    void rejectsAllWhereNoReleaseWorksOnEveryMachineAndNamesThoseThatHoldBack() {
        TestAgent newest = TestAgent.enrolledIn(room, card("NVIDIA GeForce RTX 5090", 12, 0));
        TestAgent oldest = TestAgent.enrolledIn(room, withDriver("470.256.02", "11.4", "Tesla K80", 3, 7));

        Operator.apply(same("torch"));

        for (TestAgent agent : new TestAgent[] {newest, oldest}) {
            Operator.placement(agent.name(), environment)
                    .body("phase", equalTo("Rejected"))
                    .body("conditions[0].reason", containsString("no release of torch works on every machine"))
                    .body("conditions[0].reason", containsString(oldest.name()))
                    .body("resolution.reasons[0].id", equalTo("same"));
        }
    }

    @Test
    void rejectsAMachineOnWhichNothingWorksForItselfAndNotTheOthers() {
        TestAgent modern = TestAgent.enrolledIn(room, NEW);
        TestAgent broken = TestAgent.enrolledIn(room, TestFacts.withBrokenDriver());

        Operator.apply(same("torch"));

        assertThat(release(modern)).startsWith("torch ");
        Operator.placement(broken.name(), environment)
                .body("phase", equalTo("Rejected"))
                .body("resolution.reasons[0].id", equalTo("driver.version_mismatch"));
    }

    @Test
    void asksNoMachineAgainWhenOneLikeOthersEnrols() {
        Operator.apply(same("torch"));
        TestAgent.enrolledIn(room, NEW);
        TestAgent.enrolledIn(room, OLD);
        double before = Plannings.count();

        TestAgent another = TestAgent.enrolledIn(room, OLD);

        assertThat(release(another)).startsWith("torch ");
        assertThat(Plannings.count()).isEqualTo(before + 1);
    }

    @Test
    void leavesEnvironmentsWithoutTorchAlone() {
        TestAgent agent = TestAgent.enrolledIn(room, NEW);

        Operator.apply(same("numpy"));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", equalTo("not begun"));
    }

    /** {@code torch 2.14.1}, without its build. */
    private String release(TestAgent agent) {
        String candidate =
                Operator.placement(agent.name(), environment).extract().path("candidate");
        return candidate.substring(0, candidate.lastIndexOf(' '));
    }

    private String same(String packages) {
        return Operator.environmentForRoom(environment, packages, room)
                .replace("  stages:", "  versions: same\n  stages:");
    }

    private static MachineFacts card(String model, int major, int minor) {
        return withDriver("580.95.05", "13.0", model, major, minor);
    }

    private static MachineFacts withDriver(String driver, String cuda, String model, int major, int minor) {
        return TestFacts.withGpus(driver, cuda, new Gpu("GPU-1", model, new ComputeCapability(major, minor), 16_384));
    }
}
