package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.CHOICE;
import static io.lamplighter.agent.execution.Samples.FIRST;
import static io.lamplighter.agent.execution.Samples.NOON;
import static io.lamplighter.agent.execution.Samples.PASSED;
import static io.lamplighter.agent.execution.Samples.PYTHON;
import static io.lamplighter.agent.execution.Samples.broke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTest {
    private static final Hindrance WINDOW = new Hindrance(Reason.OUTSIDE_WINDOW, "its window opens tonight", NOON);
    private static final Event VERIFIED = new Event.Verified(List.of(PASSED));
    private static final List<Event> TO_THE_END = List.of(
            new Event.Admitted(),
            new Event.Due(FIRST),
            new Event.Claimed(LockOrigin.shared()),
            new Event.Prepared(PYTHON),
            new Event.Solved(CHOICE),
            new Event.StageBuilt(),
            new Event.StageBuilt(),
            VERIFIED,
            new Event.Sealed(),
            new Event.Activated(),
            new Event.Exposed(List.of()));

    @Test
    void goesThroughEveryStateToItsEnd() {
        List<String> states = new ArrayList<>();
        Run run = Samples.run();
        for (Event event : TO_THE_END) {
            run = Transition.next(run, event, NOON).run();
            RunReport report = run.report();
            states.add(report.stage() == null ? "" + report.state() : report.state() + " " + report.stage());
        }

        assertThat(states)
                .containsExactly(
                        "WAITING",
                        "CLAIMED",
                        "PREPARING",
                        "SOLVING",
                        "BUILDING framework",
                        "BUILDING science",
                        "VERIFYING",
                        "SEALING",
                        "ACTIVATING",
                        "EXPOSING",
                        "DONE");
        assertThat(run.report().outcome()).isEqualTo(RunOutcome.ACTIVATED);
        assertThat(run.report().sequence()).isEqualTo(TO_THE_END.size() + 1);
        assertThat(run.report().installed()).isEqualTo(CHOICE.packages());
    }

    @Test
    void clearsNothingOfWhatStandsWhateverHappens() {
        Run begun = Samples.run().to(new Standing(FIRST, true), Findings.NONE.in(FIRST));
        Run waiting = Transition.next(begun, new Event.Admitted(), NOON).run();
        Run verifying = Transition.next(waiting, new Event.Due(FIRST), NOON).run();
        List<Event> blows = List.of(
                broke("FILES_DAMAGED"),
                broke("DISK_FULL"),
                new Event.Superseded(),
                new Event.Interrupted(true),
                new Event.Interrupted(false));

        assertThat(verifying.phase()).isEqualTo(new Phase.Verifying());
        assertThat(Transition.next(verifying, VERIFIED, NOON).run().phase()).isEqualTo(new Phase.Activating());
        for (Run run : List.of(begun, waiting, verifying)) {
            assertThat(blows).allSatisfy(blow -> {
                Transition after = Transition.next(run, blow, NOON);
                assertThat(after.clearing()).isEmpty();
                assertThat(after.run().findings().generation()).isEqualTo(FIRST);
            });
        }
    }

    @Test
    void buildsWhenWhatStandsDoesNotWorkAndNobodyAskedForThatOne() {
        Run begun = Samples.run().to(new Standing(FIRST, false), Findings.NONE.in(FIRST));

        Run after = Transition.next(begun, broke("VERIFICATION_FAILED"), NOON).run();

        assertThat(after.phase()).isEqualTo(new Phase.Waiting(NOON, false));
        assertThat(after.findings()).isEqualTo(Findings.NONE);
    }

    @Test
    void emptiesTheCacheThatDamagedFilesCameFrom() {
        Transition failed = Transition.next(after(7), broke("FILES_DAMAGED"), NOON);

        assertThat(failed.clearing()).containsExactly(new Clearing.Keep(FIRST), new Clearing.EmptyCache());
    }

    @Test
    void verifiesAgainWithoutBuildingAgainWhenItCouldNotBeDone() {
        Instant later = NOON.plus(Duration.ofMinutes(5));
        Run waiting = after(7, new Event.Undecided(List.of(PASSED), later));

        Run again = Transition.next(waiting, new Event.Due(FIRST), later).run();

        assertThat(waiting.phase()).isEqualTo(new Phase.Waiting(later, true, true, List.of()));
        assertThat(again.phase()).isEqualTo(new Phase.Verifying());
        assertThat(again.findings().generation()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # moves, failure,          what becomes of the generation
            3,        INSTALLER_FAILED,       Discard
            4,        RESOLVER_NO_CANDIDATE,  Discard
            5,        INSTALLER_FAILED,       Keep
            5,        DISK_FULL,              Discard
            7,        VERIFICATION_FAILED,    Keep
            8,        DISK_FULL,              Discard
            9,        AGENT_ERROR,
            """)
    void keepsAFailedGenerationOnlyWhereThereIsSomethingToSee(int moves, String failure, String clearing) {
        Transition failed = Transition.next(after(moves), broke(failure), NOON);

        assertThat(failed.run().report().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(failed.clearing().stream().map(each -> each.getClass().getSimpleName()))
                .isEqualTo(clearing == null ? List.of() : List.of(clearing));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # moves, same boot, what it goes on with, what is thrown away
            0,        false,     PLANNED,    false
            1,        false,     WAITING,    false
            2,        false,     CLAIMED,    false
            3,        true,      WAITING,    true
            4,        true,      WAITING,    true
            5,        true,      WAITING,    true
            7,        true,      WAITING,    true
            7,        false,     WAITING,    true
            8,        true,      SEALING,    false
            8,        false,     WAITING,    true
            9,        false,     ACTIVATING, false
            10,       false,     EXPOSING,   false
            11,       false,     DONE,       false
            """)
    void goesOnAfterTheAgentDied(int moves, boolean sameBoot, RunState state, boolean discarded) {
        Transition back = Transition.next(after(moves), new Event.Interrupted(sameBoot), NOON);

        assertThat(back.run().phase().state()).isEqualTo(state);
        assertThat(back.clearing().contains(new Clearing.Discard(FIRST))).isEqualTo(discarded);
        assertThat(back.clearing().contains(new Clearing.EmptyCache())).isEqualTo(discarded && !sameBoot);
    }

    @Test
    void waitsWithoutAGenerationWhileAnotherMachineSolves() {
        Instant later = NOON.plus(Duration.ofMinutes(5));
        Run waiting = after(2, new Event.Deferred(LockOrigin.waiting("machine gpu-02 solves first"), later));

        Run again = Transition.next(waiting, new Event.Due(FIRST), later).run();

        assertThat(waiting.phase()).isEqualTo(new Phase.Waiting(later, false));
        assertThat(waiting.findings().generation()).isNull();
        assertThat(waiting.report().checks())
                .extracting(CheckResult::detail)
                .containsExactly("machine gpu-02 solves first");
        assertThat(again.phase()).isEqualTo(new Phase.Claimed());
        assertThat(again.report().checks()).isEmpty();
    }

    @Test
    void tellsOnlyOnceWhatIsInTheWayAndSinceWhen() {
        Instant later = NOON.plus(Duration.ofMinutes(5));
        Run waiting = after(1, new Event.Held(List.of(WINDOW), NOON));
        var same = new Hindrance(WINDOW.reason(), WINDOW.detail(), later);
        var other = new Hindrance(WINDOW.reason(), "its window opens tomorrow", later);

        Run still = Transition.next(waiting, new Event.Held(List.of(same), later), later)
                .run();
        Run changed = Transition.next(still, new Event.Held(List.of(other), later), later)
                .run();

        assertThat(waiting.report().waiting()).containsExactly(WINDOW);
        assertThat(still.report()).isEqualTo(waiting.report());
        assertThat(still.phase()).isEqualTo(new Phase.Waiting(later, false, false, List.of(WINDOW)));
        assertThat(changed.sequence()).isEqualTo(still.sequence() + 1);
        assertThat(changed.report().waiting())
                .containsExactly(new Hindrance(WINDOW.reason(), "its window opens tomorrow", NOON));
    }

    @Test
    void givesUpABuildThatKeepsKillingTheAgent() {
        Run run = after(5);
        for (int i = 0; i < Transition.MOST_INTERRUPTIONS; i++) {
            run = Transition.next(run, new Event.Interrupted(true), NOON).run();
            run = run.isFinal() ? run : prepared(run);
        }

        assertThat(run.phase()).isInstanceOf(Phase.Failed.class);
        assertThat(run.report().failure()).extracting(Failure::signature).hasToString("AGENT_INTERRUPTED");
    }

    @Test
    void finishesWhatWasVerifiedWhateverComes() {
        assertThat(Transition.canBeSuperseded(after(8))).isTrue();
        assertThat(Transition.canBeSuperseded(after(9))).isFalse();
        assertThatThrownBy(() -> Transition.next(after(9), new Event.Superseded(), NOON))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Ten thousand runs of anything that can happen, in any order. */
    @Test
    void neverActivatesWhatWasNotVerifiedAndNeverForgetsAGeneration() {
        Random random = new Random(20261123);
        List<Event> events = new ArrayList<>(TO_THE_END);
        events.addAll(List.of(
                broke("INSTALLER_FAILED"),
                broke("DISK_FULL"),
                new Event.Superseded(),
                new Event.Interrupted(true),
                new Event.Interrupted(false),
                new Event.Undecided(List.of(), NOON),
                new Event.Held(List.of(WINDOW), NOON),
                new Event.Deferred(LockOrigin.waiting("another is at it"), NOON)));
        for (int i = 0; i < 10_000; i++) {
            wander(random, events);
        }
    }

    private static void wander(Random random, List<Event> events) {
        Run run = Samples.run();
        boolean verified = false;
        for (int step = 0; step < 60 && !run.isFinal(); step++) {
            Event event = random.nextInt(4) > 0 ? onward(run) : events.get(random.nextInt(events.size()));
            Transition transition;
            try {
                transition = Transition.next(run, event, NOON);
            } catch (IllegalStateException e) {
                continue; // the shell never asks for it
            }
            Run next = transition.run();
            verified = switch (event) {
                case Event.Verified _ -> true;
                case Event.Due _ -> false;
                default -> verified;
            };
            boolean usable = next.phase().state().compareTo(RunState.ACTIVATING) >= 0
                    && next.phase().state() != RunState.FAILED;
            assertThat(!usable || verified)
                    .as("%s after %s", next.phase(), event)
                    .isTrue();
            boolean lost = run.standing() == null // what stands is recorded
                    && run.findings().generation() != null
                    && next.findings().generation() == null;
            assertThat(!lost || !transition.clearing().isEmpty())
                    .as("%s forgot its generation", event)
                    .isTrue();
            assertThat(next.sequence()).isBetween(run.sequence(), run.sequence() + 1);
            assertThat(next.report().equals(run.report()) || next.sequence() > run.sequence())
                    .as("%s is news that nobody is told", next.phase())
                    .isTrue();
            run = next;
        }
    }

    private static Event onward(Run run) {
        return switch (run.phase().state()) {
            case PLANNED -> new Event.Admitted();
            case WAITING -> new Event.Due(FIRST);
            case CLAIMED -> new Event.Claimed(LockOrigin.shared());
            case PREPARING -> new Event.Prepared(PYTHON);
            case SOLVING -> new Event.Solved(CHOICE);
            case BUILDING -> new Event.StageBuilt();
            case VERIFYING -> VERIFIED;
            case SEALING -> new Event.Sealed();
            case ACTIVATING -> new Event.Activated();
            case EXPOSING -> new Event.Exposed(List.of());
            case DONE, FAILED, UNKNOWN -> throw new AssertionError(run.phase());
        };
    }

    private static Run prepared(Run waiting) {
        Run claimed = Transition.next(waiting, new Event.Due(FIRST), NOON).run();
        return Transition.next(claimed, new Event.Claimed(LockOrigin.shared()), NOON)
                .run();
    }

    private static Run after(int moves, Event... more) {
        Run run = Samples.run();
        for (Event event : TO_THE_END.subList(0, moves)) {
            run = Transition.next(run, event, NOON).run();
        }
        for (Event event : more) {
            run = Transition.next(run, event, NOON).run();
        }
        return run;
    }
}
