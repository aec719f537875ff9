package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Begins runs, each with the generation that stands already, where there is one to go to. */
final class RunStart {
    private final RunIds ids = new RunIds();
    private final Generations generations;
    private final RunShell shell;

    RunStart(Generations generations, RunShell shell) {
        this.generations = generations;
        this.shell = shell;
    }

    Run begin(EnvironmentState state, Instant now) throws IOException, InterruptedException {
        Wanted wanted = state.wanted().orElseThrow();
        Run run = Run.begin(ids.next(), wanted.name(), wanted.plan(), wanted.revision(), wanted.stages(), now);
        run = run.aiming(new Aim(wanted.lock(), null, packages(state)));
        Optional<Standing> standing = Standing.of(
                wanted, generations.verified(state.name()), generations.linked(state.name()), state.isDrifted());
        return shell.begin(standing.isPresent() ? run.to(standing.get(), known(state.name(), standing.get())) : run);
    }

    /** Solves anew what is in use, from a lock on. */
    Run refresh(EnvironmentState state, LockDigest from, Instant now) throws InterruptedException {
        Wanted wanted = state.wanted().orElseThrow();
        return shell.begin(Run.begin(ids.next(), wanted.name(), wanted.plan(), wanted.revision(), wanted.stages(), now)
                .aiming(new Aim(wanted.lock(), from, packages(state))));
    }

    private static List<InstalledPackage> packages(EnvironmentState state) {
        return state.inUse().map(record -> record.choice().packages()).orElse(List.of());
    }

    private Findings known(EnvironmentName name, Standing standing) throws IOException {
        return generations
                .record(name, standing.generation())
                .map(Findings::of)
                .orElseGet(() -> Findings.NONE.in(standing.generation()));
    }
}
