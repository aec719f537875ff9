package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.standalone.StandalonePythons;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Step.CreateEnvironment;
import io.lamplighter.versions.pep440.Specifiers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Python that a generation is made from: one of the machine's; where none fits and the plan names a source, one of
 * that source, fetched when it is not there yet.
 *
 * @param seen on the machine last
 */
record PythonSupply(InterpreterChoice choice, Supplier<List<Interpreter>> seen, StandalonePythons standalone) {
    Interpreter of(CreateEnvironment create, Policy policy, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Specifiers wanted = Specifiers.parse(create.python());
        Optional<Interpreter> own = choice.choose(policy.allowed(seen.get()), wanted);
        if (own.isPresent()) {
            return own.get();
        }
        SourceName name = create.source();
        if (name == null) {
            throw missing(create, "Seen: " + seen.get());
        }
        policy.checkInterpreters(standalone.folder());
        Optional<Interpreter> fetchedBefore = choice.choose(standalone.present(), wanted);
        return fetchedBefore.isPresent()
                ? fetchedBefore.get()
                : standalone.provide(wanted, find(name, create, sources), watch);
    }

    private static AvailableSource find(SourceName name, CreateEnvironment create, List<AvailableSource> sources)
            throws FailureException {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(create, "The assignment does not carry the source " + name + "."));
    }

    private static FailureException missing(CreateEnvironment create, String more) {
        return new FailureException(
                Catalogue.named("PYTHON_MISSING", create.python()).adding(more), "");
    }
}
