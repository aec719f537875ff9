package io.lamplighter.controller.placement;

import static io.lamplighter.controller.placement.PlanChoiceTest.NEW;
import static io.lamplighter.controller.placement.PlanChoiceTest.OLD;
import static io.lamplighter.controller.placement.PlanChoiceTest.before;
import static io.lamplighter.controller.placement.PlanChoiceTest.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.peers.TestAgent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final Answer.Rejected REJECTED =
            new Answer.Rejected(List.of(new Reason("driver", "driver 470 is too old", null)), null);
    private static final Placement BEGUN = before(1, NEW, Set.of(NEW), null);
    private static final Placement IN_USE = before(1, NEW, Set.of(NEW), NEW);

    @Test
    void isConvergedWhenTheMachineUsesWhatItWasAssigned() {
        assertThat(Phases.of(IN_USE, planned(NEW), run(NEW, RunState.DONE, RunOutcome.ACTIVATED)))
                .isEqualTo(new Phases.Shown(Phase.CONVERGED, ""));
    }

    @Test
    void staysConvergedWhenTodaysAnswerIsAnother() {
        assertThat(Phases.of(IN_USE, planned(OLD), null).phase()).isEqualTo(Phase.CONVERGED);
        assertThat(Phases.of(IN_USE, new Answer.Undecided("sources unknown: pypi"), null)
                        .phase())
                .isEqualTo(Phase.CONVERGED);
    }

    @Test
    void isPendingUntilTheMachineBegins() {
        assertThat(Phases.of(BEGUN, planned(NEW), null)).isEqualTo(new Phases.Shown(Phase.PENDING, "not begun"));
        assertThat(Phases.of(BEGUN, planned(NEW), run(OLD, RunState.DONE, RunOutcome.ACTIVATED)))
                .isEqualTo(new Phases.Shown(Phase.PENDING, "not begun"));
        assertThat(Phases.of(BEGUN, planned(NEW), run(NEW, RunState.WAITING, null)))
                .isEqualTo(new Phases.Shown(Phase.PENDING, "the machine waits"));
    }

    @Test
    void isPendingWhileVerificationCouldNotBeDone() {
        assertThat(Phases.of(BEGUN, planned(NEW), run(NEW, RunState.FAILED, RunOutcome.INCONCLUSIVE)))
                .isEqualTo(new Phases.Shown(Phase.PENDING, "verification inconclusive"));
    }

    @Test
    void isPendingWhileSourcesAreNotKnown() {
        assertThat(Phases.of(before(1, null, Set.of(), null), new Answer.Undecided("sources unknown: pypi"), null))
                .isEqualTo(new Phases.Shown(Phase.PENDING, "sources unknown"));
    }

    @Test
    void isPendingWhenTheAgentIsTooOldEvenWithAnEarlierPlanInUse() {
        assertThat(Phases.of(before(2, OLD, Set.of(), OLD), planned(NEW), null))
                .isEqualTo(new Phases.Shown(Phase.PENDING, "agent too old"));
    }

    @Test
    void isBuildingWithTheStage() {
        assertThat(Phases.of(BEGUN, planned(NEW), run(NEW, RunState.BUILDING, null)))
                .isEqualTo(new Phases.Shown(Phase.BUILDING, "all"));
    }

    @Test
    void isRejectedWithTheReasonEvenWithAPlanInUse() {
        assertThat(Phases.of(before(2, OLD, Set.of(), OLD), REJECTED, null))
                .isEqualTo(new Phases.Shown(Phase.REJECTED, "driver 470 is too old"));
    }

    @Test
    void isFailedWithItsSignatureBeforeAnythingElseOfAWantedPlan() {
        assertThat(Phases.of(BEGUN, REJECTED, run(NEW, RunState.FAILED, RunOutcome.FAILED)))
                .isEqualTo(new Phases.Shown(Phase.FAILED, "RESOLVER_NO_CANDIDATE:numpy"));
        assertThat(Phases.of(BEGUN, planned(NEW), run(OLD, RunState.FAILED, RunOutcome.FAILED))
                        .phase())
                .isEqualTo(Phase.PENDING);
    }

    @Test
    void isRetiringUntilItGoes() {
        Placement retiring = IN_USE.retiring(Instant.parse("2026-12-07T00:00:00Z"));

        assertThat(Phases.of(retiring, null, run(NEW, RunState.FAILED, RunOutcome.FAILED)))
                .isEqualTo(new Phases.Shown(Phase.RETIRING, "usable until 2026-12-07T00:00:00Z"));
    }

    private static RunReport run(PlanId plan, RunState state, @Nullable RunOutcome outcome) {
        return TestAgent.report(TestAgent.newRun(), "torch", plan, 1, state, outcome);
    }
}
