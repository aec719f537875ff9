package io.lamplighter.agent.verification;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose;
import io.lamplighter.api.plan.Step.Verify;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Proves what was built. */
public interface Verifier {
    /** Runs the checks of a request, in order. */
    Verdict verify(Request request, CommandWatch watch) throws FailureException, IOException, InterruptedException;

    /**
     * What to prove.
     *
     * @param generation its folder
     * @param requirements whose packages must be importable
     * @param whole whether all is there: the packages must then also fit each other, and their files be those that they
     *     recorded
     * @param cudaRequired whether it must compute on the machine's GPUs
     * @param variables that people who use it get too
     */
    record Request(
            Path generation,
            List<String> requirements,
            boolean whole,
            List<Check> checks,
            boolean cudaRequired,
            Map<VariableName, String> variables) {
        public Request {
            requirements = List.copyOf(requirements);
            checks = List.copyOf(checks);
            variables = Map.copyOf(variables);
        }

        /** One stage, right after it was installed. */
        public static Request ofStage(Path generation, Plan plan, Step.Install stage) {
            return new Request(generation, stage.requirements(), false, List.of(), false, variablesOf(plan));
        }

        /** Everything that the plan asks for. */
        public static Request ofAll(Path generation, Plan plan) {
            Verify verify = plan.only(Verify.class);
            List<String> requirements = plan.stages().stream()
                    .flatMap(stage -> stage.requirements().stream())
                    .toList();
            return new Request(
                    generation, requirements, true, verify.checks(), verify.cudaRequired(), variablesOf(plan));
        }

        private static Map<VariableName, String> variablesOf(Plan plan) {
            return plan.steps().stream()
                    .flatMap(step -> step instanceof Expose expose ? Stream.of(expose.variables()) : Stream.of())
                    .findFirst()
                    .orElse(Map.of());
        }
    }
}
