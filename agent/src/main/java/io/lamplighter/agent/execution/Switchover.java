package io.lamplighter.agent.execution;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Brings the generation of a run into use, and remembers why. */
record Switchover(Generations generations, Activations activations, InstantSource clock) {
    Event perform(Run run) throws IOException {
        GenerationName generation = Objects.requireNonNull(run.findings().generation());
        Cause cause = cause(run, generation);
        generations.activate(run.environment(), generation);
        activations.note(run.environment(), new Activation(generation, run.plan(), run.id(), clock.instant(), cause));
        return new Event.Activated();
    }

    private Cause cause(Run run, GenerationName generation) throws IOException {
        List<Activation> history = activations.of(run.environment());
        Optional<PlanId> before = history.isEmpty()
                ? generations
                        .current(run.environment())
                        .filter(current -> !current.generation().equals(generation))
                        .map(GenerationRecord::plan)
                : Optional.of(history.getLast().plan());
        if (run.asked() != null) {
            return Cause.ROLLBACK;
        }
        if (before.isEmpty()) {
            return Cause.FIRST;
        }
        if (!before.get().equals(run.plan())) {
            return Cause.NEW_PLAN;
        }
        boolean otherFiles = generations
                .current(run.environment())
                .filter(current -> !current.choice()
                        .lock()
                        .equals(Objects.requireNonNull(run.findings().choice()).lock()))
                .isPresent();
        return otherFiles ? Cause.REFRESH : Cause.ALTERED;
    }
}
