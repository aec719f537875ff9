package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.versions.pep508.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the steps of a pip plan, in their order. */
record PlanWriter(Environment environment, SourceName defaultIndex) {
    /** The checks that apply where torch is there and the spec names none. */
    private static final List<Check> WITH_TORCH = List.of(Check.TENSOR, Check.AUTOGRAD, Check.DATALOADER);

    private static final List<Check> WITH_CUDA = List.of(Check.TENSOR, Check.CUDA, Check.AUTOGRAD, Check.DATALOADER);

    /** A plan without torch: nothing is checked but what always is. */
    Plan asWritten(String python) {
        return plan(
                python, List.of(new Candidate("as written", List.of(), Map.of())), new Step.Verify(List.of(), false));
    }

    /** A plan around torch. */
    Plan withTorch(String python, List<Candidate> candidates, boolean onGpus) {
        List<Check> named = environment.spec().verify();
        List<Check> checks = named.isEmpty() ? (onGpus ? WITH_CUDA : WITH_TORCH) : named;
        return plan(python, candidates, new Step.Verify(checks, onGpus && checks.contains(Check.CUDA)));
    }

    private Plan plan(String python, List<Candidate> candidates, Step.Verify verify) {
        Environment.Spec spec = environment.spec();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.CreateEnvironment(python));
        steps.add(new Step.Solve(
                spec.stages().stream()
                        .flatMap(stage -> texts(stage).stream())
                        .distinct()
                        .toList(),
                candidates,
                defaultIndex));
        spec.stages().forEach(stage -> steps.add(new Step.Install(stage.name(), texts(stage))));
        steps.add(verify);
        steps.add(new Step.Expose(spec.expose().launcher(), spec.variables()));
        return new Plan(Plan.FORMAT, environment.name(), steps);
    }

    private static List<String> texts(Environment.Stage stage) {
        return stage.packages().stream()
                .map(PackageRequirement::parsed)
                .map(PlanWriter::canonical)
                .toList();
    }

    /** One spelling of a requirement, so that specs that say the same share a plan. */
    static String canonical(Requirement requirement) {
        String extras = requirement.extras().isEmpty()
                ? ""
                : requirement.extras().stream().sorted().collect(Collectors.joining(",", "[", "]"));
        return requirement.name()
                + extras
                + requirement.specifiers().text()
                + (requirement.marker() == null ? "" : "; " + requirement.marker());
    }
}
