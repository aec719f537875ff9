package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.versions.pep440.Specifiers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether a plan can be built here at all: nothing is claimed and nothing is begun that cannot. */
record Admission(EngineParts parts, Wanted wanted, DiskReserve disk, InterpreterChoice choice) {
    /** What it is built with; empty where a Python comes with the packages. */
    Optional<Interpreter> interpreter() throws FailureException, IOException, InterruptedException {
        Plan plan = wanted.read();
        Policy policy = parts.policies().current();
        policy.check(plan, wanted.sources());
        disk.require(0, 0);
        List<Step.CreateEnvironment> creating = plan.all(Step.CreateEnvironment.class);
        return creating.isEmpty()
                ? Optional.empty()
                : Optional.of(interpreter(policy, creating.getFirst().python()));
    }

    private Interpreter interpreter(Policy policy, String python) throws FailureException {
        return choice.choose(policy.allowed(parts.interpreters().get()), Specifiers.parse(python))
                .orElseThrow(() -> new FailureException(
                        Catalogue.named("PYTHON_MISSING", python)
                                .adding("Seen: " + parts.interpreters().get()),
                        ""));
    }
}
