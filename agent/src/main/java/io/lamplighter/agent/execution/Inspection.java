package io.lamplighter.agent.execution;

import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks whether what was verified is still so: reads names and identities, starts nothing. */
final class Inspection {
    private static final Logger LOG = Logger.getLogger(Inspection.class);

    private final Generations generations;
    private final Exposures exposures;
    private final Supplier<List<Interpreter>> interpreters;

    Inspection(Generations generations, Exposures exposures, Supplier<List<Interpreter>> interpreters) {
        this.generations = generations;
        this.exposures = exposures;
        this.interpreters = interpreters;
    }

    /** Whether somebody altered the generation in use, when it is the one that is wanted. */
    boolean findsAlteration(EnvironmentState state) throws IOException {
        if (!state.wantsWhatIsInUse()) {
            return false;
        }
        GenerationRecord record = state.inUse().orElseThrow();
        Path folder = generations.folder(state.name(), record.generation());
        Optional<String> drift = generations.isCurrent(state.name(), record.generation())
                ? record.fingerprint().drift(folder, interpreters.get())
                : Optional.of("the link to it is gone");
        drift.ifPresent(what -> LOG.warnf("%s: the generation in use was altered: %s", state.name(), what));
        return drift.isPresent();
    }

    /** It is the last thing that a run makes: a full disk, an older agent or somebody's hand may have altered it. */
    void restoreExposure(EnvironmentState state) throws IOException {
        Optional<Wanted> wanted = state.wanted();
        if (wanted.isPresent() && state.inUse().isPresent()) {
            try {
                if (exposures
                        .expose(state.name(), wanted.get().read().only(Step.Expose.class))
                        .changed()) {
                    LOG.infof("%s: what people find it by was restored", state.name());
                }
            } catch (FailureException e) {
                LOG.warnf("%s: %s", state.name(), e.getMessage());
            }
        }
    }
}
