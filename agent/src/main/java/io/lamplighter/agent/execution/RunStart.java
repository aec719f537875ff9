package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.time.Instant;
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
        Optional<Standing> standing = Standing.of(
                wanted, generations.verified(state.name()), generations.linked(state.name()), state.isDrifted());
        return shell.begin(standing.isPresent() ? run.to(standing.get(), known(state.name(), standing.get())) : run);
    }

    private Findings known(EnvironmentName name, Standing standing) throws IOException {
        return generations
                .record(name, standing.generation())
                .map(Findings::of)
                .orElseGet(() -> Findings.NONE.in(standing.generation()));
    }
}
