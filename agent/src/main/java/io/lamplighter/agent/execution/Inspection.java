package io.lamplighter.agent.execution;

import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks whether what was verified is still so: reads names and identities, starts nothing. */
final class Inspection {
    private static final Logger LOG = Logger.getLogger(Inspection.class);

    private final Generations generations;
    private final Exposures exposures;
    private final Supplier<List<Interpreter>> interpreters;
    private final InstantSource clock;
    private final Duration listEvery;
    private final Map<EnvironmentName, Listed> listed = new HashMap<>();

    /** What a look at every file found, which takes too long to be done each time. */
    private record Listed(
            GenerationName generation, Instant at, @Nullable String changes) {}

    Inspection(
            Generations generations,
            Exposures exposures,
            Supplier<List<Interpreter>> interpreters,
            InstantSource clock,
            Duration listEvery) {
        this.generations = generations;
        this.exposures = exposures;
        this.interpreters = interpreters;
        this.clock = clock;
        this.listEvery = listEvery;
    }

    /** How somebody altered the generation in use, when it is the one that is wanted; empty when nobody did. */
    Optional<String> alteration(EnvironmentState state) throws IOException {
        if (!state.wantsWhatIsInUse()) {
            return Optional.empty();
        }
        GenerationRecord record = state.inUse().orElseThrow();
        Path folder = generations.folder(state.name(), record.generation());
        if (!generations.isCurrent(state.name(), record.generation())) {
            return Optional.of("the link to it is gone");
        }
        Optional<String> drift = record.fingerprint().drift(folder, interpreters.get());
        return drift.isPresent() ? drift : changes(state.name(), record.generation());
    }

    private Optional<String> changes(EnvironmentName environment, GenerationName generation) throws IOException {
        Instant now = clock.instant();
        Listed last = listed.get(environment);
        if (last == null
                || !last.generation.equals(generation)
                || !last.at.plus(listEvery).isAfter(now)) {
            last = new Listed(
                    generation,
                    now,
                    FileListing.changes(generations.folder(environment, generation))
                            .orElse(null));
            listed.put(environment, last);
        }
        return Optional.ofNullable(last.changes);
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
