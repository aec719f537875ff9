package io.lamplighter.agent.execution;

import io.lamplighter.agent.usage.UsageLook;
import io.lamplighter.api.generation.FreedGeneration;
import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What becomes of generations between runs: the old ones go, and all of them are told of. */
final class Upkeep implements Room {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final EngineParts parts;
    private final Collector collector;
    private final FreedLog log;
    private final Survey survey;
    private Instant nextSurvey = Instant.MIN;
    private boolean freedAny;

    Upkeep(
            EngineParts parts,
            Generations generations,
            Activations activations,
            Reserved reserved,
            Function<EnvironmentName, @Nullable String> drift,
            FreedListener listener) {
        UsageLook look = new UsageLook();
        this.parts = parts;
        this.log = new FreedLog(parts.layout().freed());
        this.survey = new Survey(generations, activations, log, look, drift);
        this.collector =
                new Collector(generations, activations, reserved, parts.exposures(), parts.commands(), look, freed -> {
                    freedAny = true;
                    log(freed);
                    listener.freed(freed);
                });
    }

    /** Hears of each generation that was removed. */
    interface FreedListener {
        void freed(Freed freed);
    }

    /** Removes what is too old; true when something was removed. */
    boolean prune(EnvironmentName environment) throws IOException, InterruptedException {
        freedAny = false;
        collector.prune(
                environment,
                parts.config().retain(),
                parts.config().minimumAge(),
                parts.clock().instant());
        return tidied();
    }

    @Override
    public void make(long bytes) throws IOException, InterruptedException {
        freedAny = false;
        collector.makeRoom(bytes);
        tidied();
    }

    /** Takes an environment away; false while something of it is in use. */
    boolean retire(EnvironmentName environment) throws IOException, InterruptedException {
        freedAny = false;
        boolean gone = collector.retire(environment);
        tidied();
        return gone;
    }

    /** Something is not as it was when generations were told of last. */
    void changed() {
        nextSurvey = Instant.MIN;
    }

    /** Tells of all generations, when something changed or it is time: who uses them changes by itself. */
    void tell() {
        Instant now = parts.clock().instant();
        if (now.isBefore(nextSurvey)) {
            return;
        }
        nextSurvey = now.plus(parts.config().checkEvery());
        try {
            parts.listener().surveyed(survey.take());
        } catch (IOException e) {
            LOG.warnf("the generations cannot be told of: %s", e);
        }
    }

    private boolean tidied() throws IOException {
        if (freedAny) {
            parts.builder().tidy();
            changed();
        }
        return freedAny;
    }

    private void log(Freed freed) {
        try {
            log.add(new FreedGeneration(
                    freed.environment(),
                    freed.generation(),
                    freed.bytes(),
                    parts.clock().instant()));
        } catch (IOException e) {
            LOG.warnf("that %s of %s was removed is not written down: %s", freed.generation(), freed.environment(), e);
        }
    }
}
