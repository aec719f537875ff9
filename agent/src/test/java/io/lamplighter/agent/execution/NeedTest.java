package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.FIRST;
import static io.lamplighter.agent.execution.Samples.NOON;
import static io.lamplighter.agent.execution.Samples.PLAN;
import static io.lamplighter.agent.execution.Samples.broke;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.execution.Need.Situation;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedTest {
    private static final PlanId OTHER = new PlanId(Sha256.of("another plan").hex());
    private static final Instant SOON = NOON.plusSeconds(60);

    @Test
    void needsNothingWhileThePlanInUseIsTheOneWanted() {
        assertThat(need(wanted(1), null, PLAN, false, null)).isEqualTo(new Need.Nothing());
    }

    @Test
    void buildsAnewWhatWasAltered() {
        assertThat(need(wanted(1), null, PLAN, true, null)).isEqualTo(new Need.Begin());
    }

    @Test
    void buildsWhereThereIsNothingAndWhereAnotherPlanIsInUse() {
        assertThat(need(wanted(1), null, null, false, null)).isEqualTo(new Need.Begin());
        assertThat(need(wanted(1), null, OTHER, false, null)).isEqualTo(new Need.Begin());
    }

    @Test
    void buildsWhatSomebodyAlteredAnewUnlessItsGroupsOnlyWantToHearOfIt() {
        var told = new Wanted(
                1, new AssignedEnvironment(Samples.LAB, PLAN, "{}", null, null, null, Group.Mode.REPORT), List.of());

        assertThat(need(wanted(1), null, PLAN, true, null)).isEqualTo(new Need.Begin());
        assertThat(need(told, null, PLAN, true, null)).isEqualTo(new Need.Nothing());
        assertThat(need(told, null, OTHER, true, null)).isEqualTo(new Need.Begin());
    }

    @Test
    void leavesAloneWhatNoAssignmentSpeaksOf() {
        assertThat(need(null, null, OTHER, true, null)).isEqualTo(new Need.Nothing());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # failure,            assignment, what is needed
            SOURCE_UNREACHABLE,    1,          Later
            SOURCE_UNREACHABLE,    2,          Begin
            RESOLVER_NO_CANDIDATE, 1,          Nothing
            RESOLVER_NO_CANDIDATE, 2,          Begin
            """)
    void doesNotRepeatAFailureInAHurry(String failure, long revision, String needed) {
        Run failed = Transition.next(Samples.run(), broke(failure), NOON).run();

        Need need = need(wanted(revision), failed, null, false, SOON);

        assertThat(need.getClass().getSimpleName()).isEqualTo(needed);
    }

    @Test
    void repeatsAPassingFailureWhenItsTimeHasCome() {
        Run failed = Transition.next(Samples.run(), broke("SOURCE_UNREACHABLE"), NOON)
                .run();

        assertThat(need(wanted(1), failed, null, false, NOON)).isEqualTo(new Need.Begin());
    }

    @Test
    void resumesARunThatWaitedLongEnoughAndOneWhosePlanIsNotWantedAnyMore() {
        Run run = Samples.run();
        Run waiting = run.move(new Phase.Waiting(SOON, true), run.findings(), NOON);
        var another =
                new Wanted(1, new AssignedEnvironment(Samples.LAB, OTHER, "{}", null, null, null, null), List.of());

        assertThat(need(wanted(1), waiting, null, false, null)).isEqualTo(new Need.Later(SOON));
        assertThat(Need.of(new Situation(wanted(1), null, waiting, null, null, false, false, null), SOON))
                .isEqualTo(new Need.Resume(waiting));
        assertThat(need(another, waiting, null, false, null)).isEqualTo(new Need.Resume(waiting));
    }

    @Test
    void goesToTheGenerationThatAnOperatorNamesThoughAnotherOfItsPlanIsInUse() {
        GenerationName other = new GenerationName(PLAN.abbreviated() + "-9");

        assertThat(need(pinned(FIRST), null, PLAN, false, null)).isEqualTo(new Need.Nothing());
        assertThat(need(pinned(other), null, PLAN, false, null)).isEqualTo(new Need.Begin());
    }

    @Test
    void letsNoRunWaitThatIsForAnotherGenerationOfThePlanThanIsWantedNow() {
        Run run = Samples.run();
        Run toFiles = run.move(new Phase.Waiting(SOON, true), run.findings(), NOON);
        Run toFirst = toFiles.to(new Standing(FIRST, true), run.findings());

        assertThat(need(pinned(FIRST), toFiles, PLAN, false, null)).isEqualTo(new Need.Resume(toFiles));
        assertThat(need(wanted(1), toFirst, PLAN, false, null)).isEqualTo(new Need.Resume(toFirst));
        assertThat(need(pinned(FIRST), toFirst, PLAN, false, null)).isEqualTo(new Need.Later(SOON));
    }

    private static Wanted pinned(GenerationName generation) {
        return new Wanted(1, new AssignedEnvironment(Samples.LAB, PLAN, "{}", generation, null, null, null), List.of());
    }

    @Test
    void retiresWhenItsGraceIsOver() {
        assertThat(Need.of(new Situation(null, SOON, null, PLAN, null, false, false, null), NOON))
                .isEqualTo(new Need.Later(SOON));
        assertThat(Need.of(new Situation(null, NOON, null, PLAN, null, false, false, null), NOON))
                .isEqualTo(new Need.Retire());
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "4, PT8M", "7, PT1H", "1000, PT1H"})
    void waitsTwiceAsLongEachTime(int failures, Duration delay) {
        assertThat(new Retries(Duration.ofMinutes(1), Duration.ofHours(1)).after(failures))
                .isEqualTo(delay);
    }

    private static Wanted wanted(long revision) {
        return new Wanted(
                revision, new AssignedEnvironment(Samples.LAB, PLAN, "{}", null, null, null, null), List.of());
    }

    private static Need need(
            @Nullable Wanted wanted,
            @Nullable Run run,
            @Nullable PlanId inUse,
            boolean drifted,
            @Nullable Instant tryAgainAt) {
        return Need.of(
                new Situation(wanted, null, run, inUse, inUse == null ? null : FIRST, false, drifted, tryAgainAt),
                NOON);
    }
}
