package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Compute;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.api.plan.Step.ProveToolkit;
import io.lamplighter.api.plan.Step.ToolkitProduct;
import io.lamplighter.planner.Planner.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether one machine can have a toolkit, and the steps to it. */
record ToolkitCase(Toolkit toolkit, PlanningFacts facts, Target target, ToolkitFit fit) {
    static ToolkitCase of(ToolkitQuestion question, PlanningFacts facts) {
        Toolkit toolkit = question.toolkit();
        Target target = Target.of(new Compute("auto"), toolkit.gpus(), facts);
        return new ToolkitCase(toolkit, facts, target, ToolkitFit.of(question.catalog(), toolkit.spec(), target));
    }

    Decision decide() {
        Optional<Refusal> early = otherPlatform().or(this::uncertain);
        if (early.isPresent()) {
            return new Decision(early.get().rejected(), explanation(List.of(), List.of()));
        }
        List<Reason> objections = fit.objections();
        if (!objections.isEmpty()) {
            Reason first = objections.getFirst();
            return new Decision(
                    new Resolution.Rejected(objections, fit.nearest().orElse(null)),
                    explanation(List.of(considered(Verdict.EXCLUDED, first.id(), first.message())), List.of()));
        }
        return new Decision(
                new Resolution.Resolved(plan()),
                explanation(
                        List.of(considered(
                                fit.notes().isEmpty() ? Verdict.CHOSEN : Verdict.UNPROVEN, null, fit.whySuitable())),
                        fit.notes()));
    }

    private Optional<Refusal> otherPlatform() {
        String platform = toolkit.spec().platform().toString();
        return facts.platform().equals(platform)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        new Reason(
                                "platform",
                                "its archives are for " + platform + "; this machine is " + facts.platform(),
                                facts.platform()),
                        "give machines of " + facts.platform() + " a toolkit of their own, with archives for it"));
    }

    private Optional<Refusal> uncertain() {
        return target instanceof Target.Refused(Refusal refusal, String remedy)
                ? Optional.of(new Refusal(refusal.reasons(), remedy))
                : Optional.empty();
    }

    private Considered considered(Verdict verdict, @Nullable String rule, String because) {
        return new Considered(proof().name(), null, null, fit.cuda().toString(), hosts(), verdict, rule, because);
    }

    private String hosts() {
        return toolkit.spec()
                .archives()
                .map(archive -> archive.url().host())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Plan plan() {
        List<Step> steps = new ArrayList<>();
        Toolkit.Part cuda = toolkit.spec().cuda();
        Toolkit.Part cudnn = toolkit.spec().cudnn();
        Archive first = cuda.archives().getFirst();
        steps.add(
                first.url().isRunfile()
                        ? new Step.RunToolkitInstaller(cuda.version(), first)
                        : new Step.UnpackToolkit(ToolkitProduct.CUDA, cuda.version(), cuda.archives()));
        if (cudnn != null) {
            steps.add(new Step.UnpackToolkit(ToolkitProduct.CUDNN, cudnn.version(), cudnn.archives()));
        }
        steps.add(proof());
        steps.add(new Step.Expose(false, null, List.of(Extra.TOOLKIT_MODULE), Map.of()));
        return new Plan(Plan.FORMAT, toolkit.name(), steps);
    }

    private ProveToolkit proof() {
        Toolkit.Part cudnn = toolkit.spec().cudnn();
        return new ProveToolkit(
                toolkit.spec().cuda().version(),
                cudnn == null ? null : cudnn.version(),
                toolkit.spec().platform(),
                target.isOnGpus());
    }

    private Explanation explanation(List<Considered> considered, List<String> notes) {
        return new Explanation(
                FactLines.of(facts, new NamedSources(List.of(), List.of()), toolkit.gpus()), considered, notes);
    }
}
