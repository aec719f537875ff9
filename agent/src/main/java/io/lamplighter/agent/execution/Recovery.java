package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts in order what a killed agent left: first its programs are ended, then its unfinished generation goes. */
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Journal journal;
    private final Generations generations;
    private final RunShell shell;
    private final ProcessGroups groups;

    Recovery(Journal journal, Generations generations, RunShell shell, ProcessGroups groups) {
        this.journal = journal;
        this.generations = generations;
        this.shell = shell;
        this.groups = groups;
    }

    /** The last run as it stands now; empty when there was none, or its journal cannot be read. */
    Optional<Run> recover(EnvironmentName environment) throws IOException, InterruptedException {
        Optional<Journal.Entry> last = last(environment);
        Optional<Run> run = Optional.empty();
        if (last.isPresent()) {
            if (last.get().group() != null) {
                groups.end(last.get().group());
            }
            run = Optional.of(afterwards(last.get()));
        }
        generations.sweep(environment, run.map(Recovery::kept).orElse(null));
        return run;
    }

    private Run afterwards(Journal.Entry entry) throws IOException, InterruptedException {
        Run run = entry.run();
        if (run.isFinal()) {
            return run;
        }
        LOG.infof(
                "%s: run %s was left in %s",
                run.environment(), run.id(), run.phase().state());
        return shell.apply(run, new Event.Interrupted(entry.bootId().equals(groups.bootId())));
    }

    private Optional<Journal.Entry> last(EnvironmentName environment) {
        try {
            return journal.last(environment);
        } catch (IOException e) {
            LOG.errorf(e, "%s: its journal is set aside", environment);
            return Optional.empty();
        }
    }

    /**
     * A generation without a record that is there on purpose: built and to be sealed, or failed and to be looked at.
     */
    private static @Nullable GenerationName kept(Run run) {
        return run.findings().generation();
    }
}
