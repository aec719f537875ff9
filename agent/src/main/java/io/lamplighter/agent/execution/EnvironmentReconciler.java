package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one environment after the other what is wanted of it: a step at each call, on the caller's thread. */
final class EnvironmentReconciler {
    private static final Logger LOG = Logger.getLogger(EnvironmentReconciler.class);

    private final EngineParts parts;
    private final Journal journal;
    private final Generations generations;
    private final Upkeep upkeep;
    private final CacheTrimming cache;
    private final Surroundings surroundings;
    private final RunShell shell;
    private final RunStart start;
    private final Recovery recovery;
    private final Inspection inspection;
    private final Recheck recheck;
    private final RefreshTurns turns;
    private final AwaitedLocks awaited;
    private final Retries retries;

    /** What it has to know of the machine, and who hears of what it does. */
    interface Surroundings {
        /** The newest one; null before there was any. */
        @Nullable
        Assignment assignment();

        /** Hears that an environment stands otherwise than before. */
        void changed();

        /** Hears that nothing of an environment is left. */
        void gone(EnvironmentName environment);
    }

    EnvironmentReconciler(
            EngineParts parts,
            Journal journal,
            Generations generations,
            Activations activations,
            Upkeep upkeep,
            CacheTrimming cache,
            Surroundings surroundings) {
        this.parts = parts;
        this.journal = journal;
        this.generations = generations;
        this.upkeep = upkeep;
        this.cache = cache;
        this.surroundings = surroundings;
        this.shell = new RunShell(parts, journal, generations, activations, upkeep);
        this.start = new RunStart(generations, shell);
        this.recovery = new Recovery(journal, generations, shell, new ProcessGroups());
        this.inspection = new Inspection(
                generations,
                parts.exposures(),
                parts.interpreters(),
                parts.clock(),
                parts.config().listEvery());
        this.recheck = new Recheck(parts, generations, journal);
        this.turns = new RefreshTurns(parts);
        this.awaited = new AwaitedLocks(parts, new LocksOnDisk(generations));
        this.retries = new Retries(parts.config().retryFirst(), parts.config().retryLongest());
    }

    /** Puts in order what an earlier agent left of an environment; a run that ended so is told. */
    void recover(EnvironmentState state) throws IOException, InterruptedException {
        Optional<Run> run = recovery.recover(state.name());
        refresh(state);
        run.ifPresent(last -> {
            state.remember(last);
            state.tryAgain(last.at().plus(parts.config().retryFirst()));
            parts.listener().changed(last.report());
        });
    }

    /**
     * Gives an environment what it needs now.
     *
     * @param usual when it is looked at again where nothing calls for an earlier look
     * @return when it is to be looked at again
     */
    Instant reconcile(EnvironmentState state, Instant usual) throws IOException, InterruptedException {
        Instant now = parts.clock().instant();
        if (state.wanted().isPresent()) {
            awaited.fetch(state.wanted().get(), state.inUse());
        }
        Hold hold = hold(surroundings.assignment(), now).orElse(null);
        state.hold(hold);
        Instant otherwise = verify(state, hold, usual);
        if (hold != null) {
            return hold.until().isBefore(otherwise) ? hold.until() : otherwise;
        }
        return switch (state.need(now)) {
            case Need.Nothing _ -> {
                Optional<Run> refresh = refresh(state, now);
                if (refresh.isPresent()) {
                    yield run(state, refresh.get());
                }
                inspection.restoreExposure(state);
                if (parts.permits().frozen(now).isEmpty()) {
                    prune(state);
                }
                yield otherwise;
            }
            case Need.Later(Instant at) -> at;
            case Need.Begin _ -> run(state, start.begin(state, now));
            case Need.Resume(Run run) -> run(state, run);
            case Need.Retire _ -> parts.permits().frozen(now).isPresent() ? otherwise : retire(state, otherwise);
        };
    }

    /** Whether what is in use is what was verified; that it is not is told before anything is done about it. */
    private Instant verify(EnvironmentState state, @Nullable Hold hold, Instant otherwise)
            throws IOException, InterruptedException {
        Optional<String> altered = inspection.alteration(state);
        Instant again = altered.isEmpty() && hold == null ? recheck.look(state, otherwise) : otherwise;
        String found = altered.or(() -> state.problem().map(Rechecked.Problem::message))
                .orElse(null);
        if (state.drifted(found)) {
            upkeep.changed();
            upkeep.tell();
        }
        return again;
    }

    /** What is in use as it should be may still be solved anew. */
    private Optional<Run> refresh(EnvironmentState state, Instant now) throws InterruptedException {
        Optional<Wanted> wanted = state.wanted();
        Optional<GenerationRecord> inUse = state.inUse();
        if (wanted.isEmpty() || inUse.isEmpty() || state.isDrifted()) {
            return Optional.empty();
        }
        Optional<LockDigest> from = turns.due(wanted.get(), inUse.get(), now);
        return from.isEmpty() ? Optional.empty() : Optional.of(start.refresh(state, from.get(), now));
    }

    private Instant run(EnvironmentState state, Run begun) throws IOException, InterruptedException {
        state.remember(begun);
        surroundings.changed();
        Run last = shell.drive(begun, state.wanted().orElseThrow(), () -> isSuperseded(begun), run -> {
            state.remember(run);
            surroundings.changed();
        });
        if (last.sequence() > begun.sequence()) {
            state.ended(last, retries, parts.clock().instant());
            refresh(state);
        }
        if (last.isFinal()) {
            cache.trim();
        }
        return last.phase() instanceof Phase.Waiting waiting
                ? waiting.until()
                : parts.clock().instant(); // what else it needs is seen at the next look
    }

    private void prune(EnvironmentState state) throws IOException, InterruptedException {
        if (upkeep.prune(state.name())) {
            refresh(state);
        }
    }

    private boolean isSuperseded(Run run) {
        Assignment latest = surroundings.assignment();
        return latest != null
                && (hold(latest, parts.clock().instant()).isPresent()
                        || Wanted.in(latest, run.environment())
                                .filter(wanted -> wanted.outdates(run))
                                .isPresent());
    }

    private Instant retire(EnvironmentState state, Instant otherwise) throws IOException, InterruptedException {
        if (upkeep.retire(state.name())) {
            LOG.infof("%s: removed", state.name());
            journal.forget(state.name());
            surroundings.gone(state.name());
        } else {
            refresh(state);
        }
        return otherwise;
    }

    private void refresh(EnvironmentState state) throws IOException {
        upkeep.changed();
        state.found(
                generations.current(state.name()),
                generations.all(state.name()).size(),
                generations.bytes(state.name()),
                parts.clock().instant());
    }

    /** What operators let the machine keep all of it by. */
    private static Optional<Hold> hold(@Nullable Assignment assignment, Instant now) {
        return Optional.ofNullable(assignment).map(Assignment::hold).filter(hold -> !hold.isOver(now));
    }
}
