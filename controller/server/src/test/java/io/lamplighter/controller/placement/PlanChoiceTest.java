package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.peers.TestAgent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanChoiceTest {
    static final PlanId OLD = new PlanId("0".repeat(64));
    static final PlanId NEW = new PlanId("1".repeat(64));
    private static final AcceptedSteps ALL = AcceptedSteps.parse("1;solve,install");
    private static final Answer REJECTED = new Answer.Rejected(List.of(new Reason("driver", "no driver", null)), null);
    private static final Answer UNDECIDED = new Answer.Undecided("sources unknown");

    @Test
    void takesWhatWasPlannedForAMachineThatHasNothing() {
        assertThat(PlanChoice.of(before(1, null, Set.of(), null), 1, planned(NEW), ALL))
                .isEqualTo(new PlanChoice(NEW, Set.of(NEW)));
    }

    @Test
    void keepsThePlanInUseWhenTheFactsCallForAnother() {
        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), OLD), 1, planned(NEW), ALL))
                .isEqualTo(new PlanChoice(OLD, Set.of(OLD)));
    }

    @Test
    void keepsThePlanInUseWhenNothingCanBePlannedAnyMore() {
        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), OLD), 1, REJECTED, ALL)
                        .plan())
                .isEqualTo(OLD);
        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), OLD), 1, UNDECIDED, ALL)
                        .plan())
                .isEqualTo(OLD);
    }

    @Test
    void replacesThePlanInUseWhenTheSpecChanged() {
        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), OLD), 2, planned(NEW), ALL))
                .isEqualTo(new PlanChoice(NEW, Set.of(NEW)));
    }

    @Test
    void keepsTheOldPlanWhenTheNewSpecIsRejected() {
        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), OLD), 2, REJECTED, ALL))
                .isEqualTo(new PlanChoice(OLD, Set.of()));
    }

    @Test
    void replacesAPlanThatNeverCameIntoUse() {
        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), null), 1, planned(NEW), ALL))
                .isEqualTo(new PlanChoice(NEW, Set.of(OLD, NEW)));
    }

    @Test
    void goesBackToAnEarlierPlanOfTheSameSpecThatCameIntoUseAfterAll() {
        assertThat(PlanChoice.of(before(1, NEW, Set.of(OLD, NEW), OLD), 1, planned(NEW), ALL)
                        .plan())
                .isEqualTo(OLD);
    }

    @Test
    void givesNoPlanToAnAgentThatDoesNotKnowItsSteps() {
        AcceptedSteps few = AcceptedSteps.parse("1;solve");

        assertThat(PlanChoice.of(before(1, OLD, Set.of(OLD), OLD), 2, planned(NEW), few))
                .isEqualTo(new PlanChoice(OLD, Set.of()));
    }

    @Test
    void takesBackAPlanFromAnAgentWhoseFirstPollShowsThatItDoesNotKnowItsSteps() {
        AcceptedSteps few = AcceptedSteps.parse("1;solve");

        assertThat(PlanChoice.of(before(1, NEW, Set.of(NEW), null), 1, planned(NEW), few))
                .isEqualTo(new PlanChoice(null, Set.of()));
        assertThat(PlanChoice.of(before(2, NEW, Set.of(NEW), OLD), 2, planned(NEW), few))
                .isEqualTo(new PlanChoice(OLD, Set.of()));
    }

    @Test
    void givesNoPlanOfCondaToAnAgentOfToday() {
        Answer.Planned conda = new Answer.Planned(
                NEW,
                "torch 2.14.1 cuda",
                true,
                Set.of("createEnvironment", "solveConda", "installConda", "verify", "expose"));
        AcceptedSteps today = AcceptedSteps.parse(TestAgent.ACCEPTS);
        Placement before = before(0, null, Set.of(), null);

        PlanChoice choice = PlanChoice.of(before, 1, conda, today);

        assertThat(choice.plan()).isNull();
        Placement after = before.wanted(1, 1, Sha256.of("a question"), choice, null);
        assertThat(Phases.of(after, conda, null)).isEqualTo(new Phases.Shown(Phase.PENDING, "agent too old"));
        assertThat(Conditions.of(after, conda, null, null, null, Instant.EPOCH))
                .filteredOn(condition -> condition.type() == Condition.Type.RELEASED)
                .singleElement()
                .satisfies(released -> {
                    assertThat(released.status()).isEqualTo(Condition.Status.FALSE);
                    assertThat(released.reason()).isEqualTo("agent too old");
                });
    }

    @Test
    void holdsAnAgentThatNeverPolledToNoSteps() {
        assertThat(AcceptedSteps.parse(null).cover(planned(NEW))).isTrue();
    }

    static Answer.Planned planned(PlanId plan) {
        return new Answer.Planned(plan, "torch 2.10.0 cpu", false, Set.of("solve", "install"));
    }

    static Placement before(long specRevision, @Nullable PlanId plan, Set<PlanId> offered, @Nullable PlanId inUse) {
        return new Placement(
                new MachineId("01a209d4-6d8e-7d68-a936-3251caa6c075"),
                new EnvironmentName("torch"),
                specRevision,
                specRevision,
                null,
                plan,
                offered,
                inUse,
                Placement.Files.NONE,
                null,
                List.of(),
                Phase.PENDING,
                "",
                null);
    }
}
