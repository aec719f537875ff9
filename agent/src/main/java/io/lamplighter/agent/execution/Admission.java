package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a plan can be built here at all: nothing is claimed and nothing is begun that cannot. A Python that has to be
 * fetched is there from then on.
 */
record Admission(EngineParts parts, Wanted wanted, DiskReserve disk, CommandWatch watch) {
    /** What it is built with; empty where a Python comes with the packages. */
    Optional<Interpreter> interpreter() throws FailureException, IOException, InterruptedException {
        Plan plan = wanted.read();
        Policy policy = parts.policies().current();
        policy.check(plan, wanted.sources());
        disk.require(0, 0);
        List<Step.CreateEnvironment> creating = plan.all(Step.CreateEnvironment.class);
        if (creating.isEmpty()) {
            return Optional.empty();
        }
        PythonSupply pythons =
                new PythonSupply(InterpreterChoice.onThisMachine(), parts.interpreters(), parts.standalone());
        return Optional.of(
                pythons.of(creating.getFirst(), policy, parts.sources().apply(wanted.sources()), watch));
    }
}
