package io.lamplighter.agent.execution;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.schedule.Permission;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.schedule.Hindrance;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Drives a run: performs a phase's work, lets {@link Transition} decide, writes the next phase down, enters it. */
final class RunShell {
    private static final Logger LOG = Logger.getLogger(RunShell.class);

    /** What uv says that is of interest while one waits. */
    private static final Pattern PROGRESS =
            Pattern.compile("\\s*(Downloading|Prepared|Installed|Bytecode compiled) .*");

    private final EngineParts parts;
    private final Journal journal;
    private final Generations generations;
    private final Activations activations;
    private final DiskReserve disk;
    private final Yielding yielding;

    RunShell(EngineParts parts, Journal journal, Generations generations, Activations activations, Room room) {
        this.parts = parts;
        this.journal = journal;
        this.generations = generations;
        this.activations = activations;
        this.yielding = new Yielding(parts.commands());
        this.disk = new DiskReserve(
                parts.layout().root(), parts.config().diskReserve().asLongValue(), room);
    }

    /** Writes down and tells of a run that begins. */
    Run begin(Run run) throws InterruptedException {
        return enter(run, run);
    }

    /**
     * Drives until the run ends or has to wait.
     *
     * @param superseded whether another plan is wanted by now
     * @param told hears of each phase after it was entered
     */
    Run drive(Run begun, Wanted wanted, BooleanSupplier superseded, Consumer<Run> told) throws InterruptedException {
        boolean behind = wanted.schedule().gates().isBuiltInBackground() && allowsBackground();
        Performer performer = performer(wanted, new Watch(begun.environment(), begun.id(), behind));
        Pace pace = new Pace(parts.permits(), parts.clock(), behind);
        Run run = begun;
        for (Optional<Work> work = due(run, superseded); work.isPresent(); work = due(run, superseded)) {
            run = apply(run, event(performer, wanted, work.get(), run, pace, superseded));
            told.accept(run);
        }
        return run;
    }

    /** A machine that does not allow it builds with every gate open. */
    private boolean allowsBackground() {
        try {
            return parts.policies().current().allowsBackground();
        } catch (FailureException _) {
            return false; // the run's first phase says so
        }
    }

    private Event event(Performer performer, Wanted wanted, Work work, Run run, Pace pace, BooleanSupplier superseded)
            throws InterruptedException {
        if (superseded.getAsBoolean() && Transition.canBeSuperseded(run)) {
            return new Event.Superseded();
        }
        return switch (pace.before(run, wanted)) {
            case Permission.Granted _ -> perform(performer, work, run);
            case Permission.Held(var why, var until) -> new Event.Held(why, until);
        };
    }

    private Performer performer(Wanted wanted, CommandWatch watch) {
        RunWork common = new RunWork(parts, generations, activations, disk, wanted, watch);
        return wanted.isToolkit() ? new ToolkitWork(parts, generations, disk, common, wanted, watch) : common;
    }

    /** Lets an event move a run; a move that is news is journaled, unless the disk refuses even that. */
    Run apply(Run run, Event event) throws InterruptedException {
        Transition transition = Transition.next(run, event, parts.clock().instant());
        clear(run.environment(), transition.clearing());
        return transition.run().sequence() == run.sequence() ? transition.run() : enter(run, transition.run());
    }

    private Optional<Work> due(Run run, BooleanSupplier superseded) {
        return Transition.work(run.phase())
                .filter(work -> !(work instanceof Work.Wait wait)
                        || !wait.until().isAfter(parts.clock().instant())
                        || superseded.getAsBoolean());
    }

    private static Event perform(Performer performer, Work work, Run run) throws InterruptedException {
        try {
            return performer.perform(work, run);
        } catch (FailureException e) {
            return broke(e.diagnosis(), e.log());
        } catch (IOException e) {
            requireNoStop(e);
            return broke(e);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "%s: run %s failed in %s",
                    run.environment(),
                    run.id(),
                    run.phase().state());
            return broke(Catalogue.named("AGENT_ERROR", e.getClass().getSimpleName()), e.toString());
        }
    }

    private Run enter(Run before, Run next) throws InterruptedException {
        Run entered = next;
        try {
            journal.enter(next);
        } catch (IOException e) {
            requireNoStop(e);
            LOG.warnf("%s: the journal cannot be written: %s", next.environment(), e);
            if (!next.isFinal()) {
                Transition failed =
                        Transition.next(before, broke(e), parts.clock().instant());
                clear(next.environment(), failed.clearing());
                entered = failed.run();
                tryToWrite(entered);
            }
        }
        log(entered);
        parts.listener().changed(entered.report());
        return entered;
    }

    /** A channel that was closed because the engine stops is no failure of the run. */
    private static void requireNoStop(IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            throw new InterruptedException("stopped");
        }
    }

    private void tryToWrite(Run run) {
        try {
            journal.enter(run);
        } catch (IOException e) {
            LOG.warnf("%s: the end of run %s is in no journal: %s", run.environment(), run.id(), e);
        }
    }

    private void clear(EnvironmentName environment, List<Clearing> clearings) {
        for (Clearing clearing : clearings) {
            try {
                switch (clearing) {
                    case Clearing.Discard(GenerationName generation) -> generations.discard(environment, generation);
                    case Clearing.Keep(GenerationName generation) -> generations.sweep(environment, generation);
                    case Clearing.EmptyCache _ ->
                        FileTrees.delete(parts.layout().cache());
                }
            } catch (IOException e) {
                LOG.warnf("%s: not everything could be removed: %s", environment, e);
            }
        }
    }

    private static Event broke(IOException e) {
        String reason = e.toString();
        Diagnosis diagnosis = Catalogue.of(reason)
                .orElseGet(() -> Catalogue.named("AGENT_ERROR", e.getClass().getSimpleName()));
        return broke(diagnosis.adding(reason), reason);
    }

    private static Event broke(Diagnosis diagnosis, String log) {
        return new Event.Broke(diagnosis, diagnosis.failure(log), List.of());
    }

    private static void log(Run run) {
        String detail = switch (run.phase()) {
            case Phase.Failed(var outcome, var failure, boolean _) ->
                " (" + outcome.label() + "): " + (failure == null ? "another plan came" : failure.message());
            case Phase.Building building -> " " + run.stages().get(building.stage());
            case Phase.Verifying _, Phase.Sealing _, Phase.Activating _, Phase.Exposing _, Phase.Done _ ->
                " " + run.findings().generation();
            case Phase.Waiting waiting ->
                waiting.why().stream().map(Hindrance::detail).collect(Collectors.joining("; ", " ", ""));
            case Phase.Planned _, Phase.Claimed _, Phase.Preparing _, Phase.Solving _ -> "";
        };
        LOG.infof("%s: run %s %s%s", run.environment(), run.id(), run.phase().state(), detail);
    }

    /** Journals each program before it may begin, and lets people see what it does. */
    private final class Watch implements CommandWatch {
        private final EnvironmentName environment;
        private final RunId run;
        private final boolean behind;

        Watch(EnvironmentName environment, RunId run, boolean behind) {
            this.environment = environment;
            this.run = run;
            this.behind = behind;
        }

        @Override
        public void started(ProcessGroup group) throws IOException {
            journal.started(environment, group);
            if (behind) {
                yielding.begin(group);
            }
        }

        @Override
        public void line(String line) {
            parts.listener().said(run, line);
            if (PROGRESS.matcher(line).matches()) {
                LOG.infof("%s: %s", environment, line.strip());
            }
        }
    }
}
