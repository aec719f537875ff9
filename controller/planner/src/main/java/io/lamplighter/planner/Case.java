package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One environment on one machine, and the order in which it is decided. */
final class Case {
    private final Catalog catalog;
    private final Environment environment;
    private final List<SourceName> available;
    private final PlanningFacts facts;
    private final List<Requirement> requirements;
    private final NamedSources sources;
    private final Interpreters interpreters;
    private final @Nullable Pep440Version settled;

    Case(
            Catalog catalog,
            Environment environment,
            List<AvailableSource> available,
            PlanningFacts facts,
            @Nullable Pep440Version settled) {
        this.settled = settled;
        this.catalog = catalog;
        this.environment = environment;
        this.available = available.stream().map(AvailableSource::name).toList();
        this.facts = facts;
        this.requirements = environment.spec().stages().stream()
                .flatMap(stage -> stage.packages().stream())
                .map(PackageRequirement::parsed)
                .toList();
        this.sources = NamedSources.of(available, facts.sources());
        this.interpreters = Interpreters.of(environment.spec().python(), facts.pythons());
    }

    Decision decide() {
        Optional<Refusal> undefined = undefinedSources();
        if (undefined.isPresent()) {
            return rejected(undefined.get());
        }
        if (!sources.unread().isEmpty()) {
            String names = sources.unread().stream().map(SourceName::toString).collect(Collectors.joining(", "));
            return new Decision(
                    new Resolution.Undecided("sources unknown: " + names), explanation(List.of(), List.of()));
        }
        return TorchRequest.of(requirements, catalog.companionNames())
                .map(this::withTorch)
                .orElseGet(this::asWritten);
    }

    private Optional<Refusal> undefinedSources() {
        List<SourceName> undefined = environment.spec().sources().stream()
                .filter(name -> !available.contains(name))
                .toList();
        return undefined.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        undefined.stream()
                                .map(name -> new Reason(
                                        SourceRule.ID,
                                        "the spec names source " + name + ", which does not exist",
                                        null))
                                .toList(),
                        "apply a Source of that name, or take it out of spec.sources"));
    }

    private Decision asWritten() {
        Optional<Refusal> refusal = Stream.of(interpreters.refusal(), sources.refusal(), checksWithoutTorch())
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        SourceName index = defaultIndex();
        Considered only = new Considered(
                "as written",
                null,
                null,
                index.toString(),
                Verdict.CHOSEN,
                null,
                "no stage asks for torch: every package is solved from " + index + " as the spec says");
        return new Decision(
                new Resolution.Resolved(new PlanWriter(environment, index).asWritten(interpreters.specifier())),
                explanation(List.of(only), List.of()));
    }

    private Optional<Refusal> checksWithoutTorch() {
        return environment.spec().verify().isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "verify",
                        "spec.verify asks for checks that compute with torch, and no stage asks for torch",
                        "add torch to a stage, or leave spec.verify out: imports and consistency are always checked"));
    }

    private Decision withTorch(TorchRequest request) {
        Target target =
                Target.of(environment.spec().compute(), environment.spec().gpus(), facts);
        Optional<Refusal> refusal = TorchRequest.markerRefusal(requirements, catalog.companionNames())
                .or(() -> TorchQuestion.refusal(facts, interpreters, sources, target));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Function<Target, TorchChoice> choosing =
                which -> TorchChoice.of(request, which, interpreters, sources, facts, catalog, settled);
        TorchChoice choice = choosing.apply(target);
        Resolution resolution = choice.chosen()
                .flatMap(choice::pythonOf)
                .<Resolution>map(python -> new Resolution.Resolved(new PlanWriter(environment, defaultIndex())
                        .withTorch(
                                interpreters.specifierWithin(python),
                                new TorchCandidates(request, catalog, defaultIndex()).of(choice),
                                choice.isOnGpus())))
                .orElseGet(() -> new Shortfall(
                                request,
                                choice.all(),
                                SmallerScope.proposal(target, choosing).orElse(null))
                        .rejected());
        return new Decision(
                resolution, explanation(Explainer.considered(choice), Notes.of(choice, request, sources, catalog)));
    }

    /** The releases of which some build is kept; none where torch is not asked for or cannot be planned at all. */
    Set<Pep440Version> releases() {
        Optional<TorchRequest> request = TorchRequest.of(requirements, catalog.companionNames());
        if (undefinedSources().isPresent() || !sources.unread().isEmpty() || request.isEmpty()) {
            return Set.of();
        }
        Target target =
                Target.of(environment.spec().compute(), environment.spec().gpus(), facts);
        if (TorchQuestion.refusal(facts, interpreters, sources, target).isPresent()) {
            return Set.of();
        }
        return TorchChoice.of(request.get(), target, interpreters, sources, facts, catalog, settled).kept().stream()
                .map(judged -> judged.offer().wheel().release())
                .collect(Collectors.toSet());
    }

    private SourceName defaultIndex() {
        return sources.defaultIndex().orElseThrow().name();
    }

    private Decision rejected(Refusal refusal) {
        return new Decision(refusal.rejected(), explanation(List.of(), List.of()));
    }

    private Explanation explanation(List<Considered> considered, List<String> notes) {
        return new Explanation(FactLines.of(facts, sources, environment.spec().gpus()), considered, notes);
    }
}
