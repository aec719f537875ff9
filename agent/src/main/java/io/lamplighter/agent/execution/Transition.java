package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A move of a run and what follows from it; a pure function of the run, the event and the time decides.
 *
 * @param clearing what must be cleared before the new phase is journaled
 */
record Transition(Run run, List<Clearing> clearing) {
    /** A build that dies with the agent this often is not begun again at once. */
    static final int MOST_INTERRUPTIONS = 3;

    private static final String DISK_FULL = "DISK_FULL";
    private static final String FILES_DAMAGED = "FILES_DAMAGED";

    Transition {
        clearing = List.copyOf(clearing);
    }

    /**
     * Decides.
     *
     * @throws IllegalStateException when the event cannot happen in the run's phase, which is a mistake of the caller
     */
    static Transition next(Run run, Event event, Instant now) {
        Findings found = run.findings();
        return switch (event) {
            case Event.Admitted _ ->
                move(run, in(run, Phase.Planned.class, event).admit(now, run.standing() != null), found, now);
            case Event.Held held -> held(run, held, now);
            case Event.Due due -> due(run, in(run, Phase.Waiting.class, event), due.generation(), now);
            case Event.Claimed(var origin) ->
                move(run, in(run, Phase.Claimed.class, event).granted(), found.with(origin), now);
            case Event.Deferred deferred -> deferred(run, in(run, Phase.Claimed.class, event), deferred, now);
            case Event.Prepared(var interpreter) ->
                move(run, in(run, Phase.Preparing.class, event).prepared(), found.with(interpreter), now);
            case Event.Solved(var choice) ->
                move(
                        run,
                        in(run, Phase.Solving.class, event).solved(run.stages().size()),
                        found.with(choice),
                        now);
            case Event.Unchanged(var choice) ->
                new Transition(
                        run.move(in(run, Phase.Solving.class, event).unchanged(), found.with(choice), now),
                        discarding(run));
            case Event.StageBuilt(var remarks) ->
                move(run, in(run, Phase.Building.class, event).stageBuilt(), found.adding(remarks), now);
            case Event.Verified(var checks) ->
                move(run, verified(run, in(run, Phase.Verifying.class, event)), found.with(checks), now);
            case Event.Undecided(var checks, var until) ->
                move(run, in(run, Phase.Verifying.class, event).undecided(until), found.with(checks), now);
            case Event.Sealed _ -> move(run, in(run, Phase.Sealing.class, event).sealed(), found, now);
            case Event.Activated _ ->
                move(run, in(run, Phase.Activating.class, event).activated(), found, now);
            case Event.Exposed(var checks) ->
                move(run, in(run, Phase.Exposing.class, event).exposed(), found.with(checks), now);
            case Event.Broke broke -> broke(run, broke, now);
            case Event.Superseded superseded -> superseded(run, superseded, now);
            case Event.Interrupted(boolean sameBoot) -> interrupted(run, sameBoot, now);
        };
    }

    /** What a phase does; nothing in a final one. */
    static Optional<Work> work(Phase phase) {
        return switch (phase) {
            case Phase.Planned _ -> Optional.of(new Work.Admit());
            case Phase.Waiting waiting -> Optional.of(new Work.Wait(waiting.until()));
            case Phase.Claimed _ -> Optional.of(new Work.Claim());
            case Phase.Preparing _ -> Optional.of(new Work.Prepare());
            case Phase.Solving _ -> Optional.of(new Work.Solve());
            case Phase.Building(int stage, int _) -> Optional.of(new Work.Build(stage));
            case Phase.Verifying _ -> Optional.of(new Work.Verify());
            case Phase.Sealing _ -> Optional.of(new Work.Seal());
            case Phase.Activating _ -> Optional.of(new Work.Activate());
            case Phase.Exposing _ -> Optional.of(new Work.Expose());
            case Phase.Done _ -> Optional.empty();
            case Phase.Failed _ -> Optional.empty();
        };
    }

    /** What stands was sealed when it was built. */
    private static Phase verified(Run run, Phase.Verifying verifying) {
        return run.standing() == null ? verifying.verified() : verifying.verifiedAnew();
    }

    private static Transition held(Run run, Event.Held event, Instant now) {
        return switch (run.phase()) {
            case Phase.Waiting waiting -> stillHeld(run, waiting.held(event.why(), event.until()), now);
            case Phase.Activating activating -> switchHeld(run, activating.held(event.why(), event.until()), now);
            case Phase.Verifying verifying
            when !event.isForAFreeze() -> move(run, verifying.held(event.why(), event.until()), run.findings(), now);
            case Phase.Claimed _, Phase.Preparing _, Phase.Solving _, Phase.Building _, Phase.Verifying _ ->
                stopped(run, event, now);
            case Phase.Planned _, Phase.Sealing _, Phase.Exposing _, Phase.Done _, Phase.Failed _ ->
                throw illegal(run, event);
        };
    }

    /** What is not verified yet goes, and begins anew another time; what stands stays. */
    private static Transition stopped(Run run, Event.Held event, Instant now) {
        boolean stands = run.standing() != null;
        var waiting = new Phase.Waiting(event.until(), stands, false, event.why());
        return new Transition(run.move(waiting, stands ? run.findings() : Findings.NONE, now), discarding(run));
    }

    /** That the same is still in the way is no news. */
    private static Transition stillHeld(Run run, Phase.Waiting next, Instant now) {
        boolean news =
                !(run.phase() instanceof Phase.Waiting before && before.why().equals(next.why()));
        return news ? move(run, next, run.findings(), now) : new Transition(run.still(next), List.of());
    }

    /** From here on the run is one that goes to a generation which stands. */
    private static Transition switchHeld(Run run, Phase.Waiting waiting, Instant now) {
        GenerationName built = Objects.requireNonNull(run.findings().generation());
        Standing there = run.standing() == null ? new Standing(built, false) : run.standing();
        return new Transition(run.move(waiting, run.findings(), now).to(there, run.findings()), List.of());
    }

    private static Transition due(Run run, Phase.Waiting waiting, GenerationName generation, Instant now) {
        Findings found = waiting.built() ? run.findings() : run.findings().in(generation);
        return move(run, waiting.proceed(), found, now);
    }

    private static Transition deferred(Run run, Phase.Claimed claimed, Event.Deferred event, Instant now) {
        return new Transition(
                run.move(claimed.deferred(event.until()), Findings.NONE.with(List.of(event.why())), now),
                discarding(run));
    }

    /** A full disk is not helped by a failed generation that is kept, and nobody learns from an empty one. */
    private static Transition broke(Run run, Event.Broke broke, Instant now) {
        requireOpen(run, broke);
        if (run.standing() != null) {
            return StandingMoves.broke(run, broke, now);
        }
        Findings found =
                broke.checks().isEmpty() ? run.findings() : run.findings().with(broke.checks());
        var failed = new Phase.Failed(
                RunOutcome.FAILED, broke.failure(), broke.diagnosis().retry());
        boolean full = broke.diagnosis().signature().value().equals(DISK_FULL);
        List<Clearing> clearing = switch (run.phase()) {
            case Phase.Claimed _, Phase.Preparing _, Phase.Solving _ -> discarding(run);
            case Phase.Planned _, Phase.Waiting _, Phase.Building _, Phase.Verifying _, Phase.Sealing _ ->
                full ? discarding(run) : keeping(run);
            case Phase.Activating _, Phase.Exposing _, Phase.Done _, Phase.Failed _ -> List.of();
        };
        Transition failure = new Transition(run.move(failed, found, now), clearing);
        boolean damaged = broke.diagnosis().signature().value().equals(FILES_DAMAGED);
        return damaged ? failure.emptyingTheCache() : failure;
    }

    private static Transition superseded(Run run, Event.Superseded event, Instant now) {
        requireOpen(run, event);
        if (!canBeSuperseded(run)) {
            throw illegal(run, event);
        }
        var ended = new Phase.Failed(RunOutcome.SUPERSEDED, null, false);
        return new Transition(run.move(ended, run.findings(), now), discarding(run));
    }

    /** What was verified and recorded is finished; only before that another plan can take its place. */
    static boolean canBeSuperseded(Run run) {
        return run.phase().state().compareTo(RunState.ACTIVATING) < 0;
    }

    /**
     * Files that no sync had brought to disk died with the boot, those of the cache among them; the agent's own death
     * loses none.
     */
    private static Transition interrupted(Run run, boolean sameBoot, Instant now) {
        if (run.standing() != null) {
            return StandingMoves.interrupted(run, now);
        }
        boolean lost = switch (run.phase()) {
            case Phase.Preparing _, Phase.Solving _, Phase.Building _, Phase.Verifying _ -> true;
            case Phase.Waiting waiting -> waiting.built() && !sameBoot;
            case Phase.Sealing _ -> !sameBoot;
            case Phase.Planned _, Phase.Claimed _ -> false;
            case Phase.Activating _, Phase.Exposing _, Phase.Done _, Phase.Failed _ -> false;
        };
        if (!lost) {
            return new Transition(run, List.of());
        }
        Transition again = again(run.interrupted(), now);
        return sameBoot ? again : again.emptyingTheCache();
    }

    private Transition emptyingTheCache() {
        return new Transition(
                run,
                Stream.concat(clearing.stream(), Stream.of(new Clearing.EmptyCache()))
                        .toList());
    }

    private static Transition again(Run run, Instant now) {
        if (run.interruptions() < MOST_INTERRUPTIONS) {
            return new Transition(run.move(new Phase.Waiting(now, false), Findings.NONE, now), discarding(run));
        }
        Diagnosis diagnosis = Catalogue.named("AGENT_INTERRUPTED", "");
        var failed = new Phase.Failed(RunOutcome.FAILED, diagnosis.failure(""), diagnosis.retry());
        return new Transition(run.move(failed, run.findings(), now), discarding(run));
    }

    private static Transition move(Run run, Phase next, Findings found, Instant now) {
        return new Transition(run.move(next, found, now), List.of());
    }

    private static List<Clearing> discarding(Run run) {
        GenerationName generation = run.findings().generation();
        return generation == null || run.standing() != null ? List.of() : List.of(new Clearing.Discard(generation));
    }

    private static List<Clearing> keeping(Run run) {
        GenerationName generation = run.findings().generation();
        return generation == null ? List.of() : List.of(new Clearing.Keep(generation));
    }

    private static <P extends Phase> P in(Run run, Class<P> phase, Event event) {
        if (!phase.isInstance(run.phase())) {
            throw illegal(run, event);
        }
        return phase.cast(run.phase());
    }

    private static void requireOpen(Run run, Event event) {
        if (run.isFinal()) {
            throw illegal(run, event);
        }
    }

    private static IllegalStateException illegal(Run run, Event event) {
        return new IllegalStateException(event.getClass().getSimpleName() + " cannot happen to a run in "
                + run.phase().state());
    }
}
