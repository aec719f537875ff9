package io.lamplighter.controller.placement;

import static io.lamplighter.controller.placement.PlanChoiceTest.NEW;
import static io.lamplighter.controller.placement.PlanChoiceTest.OLD;
import static io.lamplighter.controller.placement.PlanChoiceTest.before;
import static io.lamplighter.controller.placement.PlanChoiceTest.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.api.view.PlacementView.Condition.Status;
import io.lamplighter.controller.peers.TestAgent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant EARLIER = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");
    private static final Placement BEGUN = before(1, NEW, Set.of(NEW), null);
    private static final Placement IN_USE = before(1, NEW, Set.of(NEW), NEW);

    @Test
    void areAllTrueOnceAVerifiedPlanIsInUse() {
        assertThat(statuses(
                        Conditions.of(IN_USE, planned(NEW), null, run(RunState.DONE, RunOutcome.ACTIVATED), null, NOW)))
                .containsExactly(Status.TRUE, Status.TRUE, Status.TRUE, Status.TRUE);
    }

    @Test
    void keepTheTimeSinceWhenAStatusStays() {
        Placement known = looking(BEGUN, Conditions.of(BEGUN, planned(NEW), null, null, null, EARLIER));

        List<Condition> later = Conditions.of(
                known.activated(TestAgent.newRun(), NEW, null),
                planned(NEW),
                null,
                run(RunState.DONE, RunOutcome.ACTIVATED),
                null,
                NOW);

        assertThat(later).extracting(Condition::since).containsExactly(EARLIER, EARLIER, NOW, NOW);
    }

    @Test
    void sayWhatWouldBePlannedTodayWhereThePlanInUseStays() {
        Condition resolved =
                Conditions.of(IN_USE, planned(OLD), null, null, null, NOW).getFirst();

        assertThat(resolved.status()).isEqualTo(Status.TRUE);
        assertThat(resolved.reason()).contains("what is in use stays").contains("torch 2.10.0 cpu");
    }

    @Test
    void tellWhatIsToBeSaidWithAPlan() {
        Condition resolved = Conditions.of(IN_USE, planned(NEW), "settled on torch 2.10.0", null, null, NOW)
                .getFirst();

        assertThat(resolved.reason()).isEqualTo("torch 2.10.0 cpu (settled on torch 2.10.0)");
    }

    @Test
    void areNotReleasedToAnAgentThatIsTooOld() {
        Condition released = Conditions.of(before(2, OLD, Set.of(), OLD), planned(NEW), null, null, null, NOW)
                .get(1);

        assertThat(released.status()).isEqualTo(Status.FALSE);
        assertThat(released.reason()).isEqualTo("agent too old");
    }

    @Test
    void nameAllReasonsOfARejection() {
        Condition resolved = Conditions.of(
                        BEGUN,
                        new Answer.Rejected(
                                List.of(
                                        new Reason("driver", "driver 470", null),
                                        new Reason("glibc", "glibc 2.17", null)),
                                null),
                        null,
                        null,
                        null,
                        NOW)
                .getFirst();

        assertThat(resolved.status()).isEqualTo(Status.FALSE);
        assertThat(resolved.reason()).isEqualTo("driver 470; glibc 2.17");
    }

    @Test
    void keepTheHealthOfWhatIsInUseWhileAnotherIsBuilt() {
        Placement healthy = looking(
                IN_USE,
                Conditions.of(IN_USE, planned(NEW), null, run(RunState.DONE, RunOutcome.ACTIVATED), null, EARLIER));
        RunReport other = TestAgent.report(TestAgent.newRun(), "torch", OLD, 1, RunState.BUILDING, null);

        Condition health =
                Conditions.of(healthy, planned(NEW), null, other, null, NOW).getLast();

        assertThat(health.status()).isEqualTo(Status.TRUE);
        assertThat(health.since()).isEqualTo(EARLIER);
    }

    private static List<Status> statuses(List<Condition> conditions) {
        return conditions.stream().map(Condition::status).toList();
    }

    private static Placement looking(Placement placement, List<Condition> conditions) {
        return placement.looking(conditions, new Phases.Shown(placement.phase(), placement.phaseDetail()));
    }

    private static RunReport run(RunState state, @Nullable RunOutcome outcome) {
        return TestAgent.report(TestAgent.newRun(), "torch", NEW, 1, state, outcome);
    }
}
