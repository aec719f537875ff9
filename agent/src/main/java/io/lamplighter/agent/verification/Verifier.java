package io.lamplighter.agent.verification;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.CondaRequirementNames;
import io.lamplighter.agent.installer.RequirementNames;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose;
import io.lamplighter.api.plan.Step.Verify;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Proves what was built. */
public interface Verifier {
    /** Runs the checks of a request, in order. */
    Verdict verify(Request request, CommandWatch watch) throws FailureException, IOException, InterruptedException;

    /** How much of a generation is looked at. */
    enum Extent {
        /** What was asked for can be imported. */
        STAGE,
        /** All is there, and the packages fit each other as well. */
        LIGHT,
        /** Their files are those that they recorded as well. */
        WHOLE
    }

    /**
     * What to prove.
     *
     * @param generation its folder
     * @param roots whose packages must be importable
     * @param extent how much of it is looked at
     * @param cudaRequired whether it must compute on the machine's GPUs
     * @param gpus which of them count
     * @param variables that people who use it get too
     */
    record Request(
            Path generation,
            Roots roots,
            Extent extent,
            List<Check> checks,
            boolean cudaRequired,
            GpuScope gpus,
            Map<VariableName, String> variables) {
        public Request {
            checks = List.copyOf(checks);
            variables = Map.copyOf(variables);
        }

        /** One stage, right after it was installed. */
        public static Request ofStage(Path generation, Plan plan, Step.Stage stage) {
            return new Request(
                    generation,
                    Roots.of(List.of(stage)),
                    Extent.STAGE,
                    List.of(),
                    false,
                    GpuScope.ALL,
                    variablesOf(plan));
        }

        /** Everything that the plan asks for. */
        public static Request ofAll(Path generation, Plan plan) {
            Verify verify = plan.only(Verify.class);
            return new Request(
                    generation,
                    Roots.of(plan.stages()),
                    Extent.WHOLE,
                    verify.checks(),
                    verify.cudaRequired(),
                    Objects.requireNonNullElse(verify.gpus(), GpuScope.ALL),
                    variablesOf(plan));
        }

        /** The same, but for what takes a GPU or long: what was asked for can be imported and fits together. */
        public Request lightly() {
            return new Request(generation, roots, Extent.LIGHT, List.of(), false, gpus, variables);
        }

        private static Map<VariableName, String> variablesOf(Plan plan) {
            return plan.steps().stream()
                    .flatMap(step -> step instanceof Expose expose ? Stream.of(expose.variables()) : Stream.of())
                    .findFirst()
                    .orElse(Map.of());
        }
    }

    /**
     * What was asked for by name.
     *
     * @param distributions of pip, normalized
     * @param condaPackages that need not be modules, nor be called like the modules that they have
     */
    record Roots(Set<String> distributions, Set<String> condaPackages) {
        public Roots {
            distributions = Set.copyOf(distributions);
            condaPackages = Set.copyOf(condaPackages);
        }

        /** Those of some stages. */
        static Roots of(List<Step.Stage> stages) {
            Set<String> distributions = new TreeSet<>();
            Set<String> condaPackages = new TreeSet<>();
            for (Step.Stage stage : stages) {
                switch (stage) {
                    case Step.Install install -> distributions.addAll(RequirementNames.of(install.requirements()));
                    case Step.InstallConda install ->
                        condaPackages.addAll(CondaRequirementNames.of(install.requirements()));
                }
            }
            return new Roots(distributions, condaPackages);
        }
    }
}
