package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What becomes of a run that goes to a generation which stands: that one stays, whatever happens. */
final class StandingMoves {
    private static final String FILES_DAMAGED = "FILES_DAMAGED";

    private StandingMoves() {}

    /** An operator is told that this one does not work; nobody else needs this very one, and another is built. */
    static Transition broke(Run run, Event.Broke broke, Instant now) {
        boolean switched = run.phase() instanceof Phase.Activating || run.phase() instanceof Phase.Exposing;
        if (!switched && !Objects.requireNonNull(run.standing()).asked()) {
            return new Transition(run.building(now), List.of());
        }
        Findings found =
                broke.checks().isEmpty() ? run.findings() : run.findings().with(broke.checks());
        Diagnosis diagnosis = broke.diagnosis();
        Failure failure = broke.failure();
        if (diagnosis.signature().value().equals(FILES_DAMAGED)) { // the cache is not what is damaged here
            diagnosis = Catalogue.named(
                            "GENERATION_ALTERED", String.valueOf(run.findings().generation()))
                    .adding(failure.message());
            failure = diagnosis.failure(failure.log());
        }
        var failed = new Phase.Failed(RunOutcome.FAILED, failure, diagnosis.retry());
        return new Transition(run.move(failed, found, now), List.of());
    }

    /** Only its verification is lost with the agent. */
    static Transition interrupted(Run run, Instant now) {
        if (!(run.phase() instanceof Phase.Verifying)) {
            return new Transition(run, List.of());
        }
        Run again = run.interrupted();
        if (again.interruptions() < Transition.MOST_INTERRUPTIONS) {
            return new Transition(again.move(new Phase.Waiting(now, true), again.findings(), now), List.of());
        }
        Diagnosis diagnosis = Catalogue.named("AGENT_INTERRUPTED", "");
        var failed = new Phase.Failed(RunOutcome.FAILED, diagnosis.failure(""), diagnosis.retry());
        return new Transition(again.move(failed, again.findings(), now), List.of());
    }
}
