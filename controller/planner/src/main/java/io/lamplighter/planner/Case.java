package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One question about one machine, and the order in which it is decided. */
final class Case {
    private final Asked asked;
    private final PlanningFacts facts;
    private final NamedSources sources;
    private final Interpreters interpreters;

    Case(Asked asked, PlanningFacts facts) {
        this.asked = asked;
        this.facts = facts;
        this.sources = NamedSources.of(asked.sources(), facts.sources());
        this.interpreters = asked.environment().spec().usesConda() ? asked.pythonsOfConda() : ofMachineOrSource();
    }

    /** A source is used only where the machine has nothing that the spec allows. */
    private Interpreters ofMachineOrSource() {
        Interpreters own = asked.pythonsOf(facts.pythons());
        return own.fitting().isEmpty()
                ? sources.of(Source.Type.PYTHON)
                        .filter(NamedSource::isReachable)
                        .map(source ->
                                Interpreters.of(asked.environment().spec().python(), source.builds(), source.name()))
                        .filter(offered -> !offered.fitting().isEmpty())
                        .findFirst()
                        .orElse(own)
                : own;
    }

    /** The answer alone: looks no further than it must. */
    Resolution resolve() {
        Optional<Resolution> early = early();
        if (early.isPresent()) {
            return early.get();
        }
        TorchRequest request = asked.wanted().torch();
        if (request == null) {
            return asWritten();
        }
        TorchQuestion question = question(request);
        Optional<Refusal> refusal = question.refusal();
        if (refusal.isPresent()) {
            return refusal.get().rejected();
        }
        TorchChoice best = question.best();
        return best.chosen().isPresent() ? resolved(question, best) : rejected(question, question.whole());
    }

    /** The answer and every candidate. */
    Decision decide() {
        Optional<Resolution> early = early();
        if (early.isPresent()) {
            return new Decision(early.get(), explanation(List.of(), List.of()));
        }
        TorchRequest request = asked.wanted().torch();
        if (request == null) {
            Resolution resolution = asWritten();
            return new Decision(resolution, explanation(onlyCandidate(resolution), List.of()));
        }
        TorchQuestion question = question(request);
        Optional<Refusal> refusal = question.refusal();
        if (refusal.isPresent()) {
            return new Decision(refusal.get().rejected(), explanation(List.of(), List.of()));
        }
        TorchChoice whole = question.whole();
        Resolution resolution = whole.chosen().isPresent() ? resolved(question, whole) : rejected(question, whole);
        return new Decision(
                resolution,
                explanation(Explainer.considered(whole), Notes.of(whole, request, sources, facts, asked.catalog())));
    }

    /** The releases of which some build is kept; none where torch is not asked for or cannot be planned at all. */
    Set<Pep440Version> releases() {
        TorchRequest request = asked.wanted().torch();
        if (early().isPresent() || request == null) {
            return Set.of();
        }
        TorchQuestion question = question(request);
        return question.refusal().isPresent()
                ? Set.of()
                : question.whole().kept().stream()
                        .map(judged -> judged.offer().build().release())
                        .collect(Collectors.toSet());
    }

    private TorchQuestion question(TorchRequest request) {
        return new TorchQuestion(asked, request, facts, sources, interpreters);
    }

    /** What is decided before anything is chosen; empty where there is something to choose. */
    private Optional<Resolution> early() {
        Optional<Resolution> rejected = Stream.of(
                        undefinedSources(), Optional.ofNullable(asked.wanted().refusal()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Refusal::rejected);
        if (rejected.isPresent() || sources.unread().isEmpty()) {
            return rejected;
        }
        String names = sources.unread().stream().map(SourceName::toString).collect(Collectors.joining(", "));
        return Optional.of(new Resolution.Undecided("sources unknown: " + names));
    }

    private Optional<Refusal> undefinedSources() {
        List<SourceName> undefined = asked.undefinedSources();
        return undefined.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        undefined.stream()
                                .map(name -> new io.lamplighter.api.plan.Reason(
                                        SourceRule.ID,
                                        "the spec names source " + name + ", which does not exist",
                                        null))
                                .toList(),
                        "apply a Source of that name, or take it out of spec.sources"));
    }

    private Resolution resolved(TorchQuestion question, TorchChoice choice) {
        return new Resolution.Resolved(new PlanWriter(asked, sources, interpreters).withTorch(question, choice));
    }

    private Resolution rejected(TorchQuestion question, TorchChoice whole) {
        return new Shortfall(
                        question.request(),
                        whole.all(),
                        SmallerScope.proposal(whole.target(), question::best).orElse(null))
                .rejected();
    }

    private Resolution asWritten() {
        Optional<Refusal> refusal = Stream.of(interpreters.refusal(), refusalOfSources(), checksWithoutTorch())
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            return refusal.get().rejected();
        }
        PlanWriter writer = new PlanWriter(asked, sources, interpreters);
        if (asked.wanted().bound().isEmpty()) {
            return new Resolution.Resolved(writer.asWritten());
        }
        return new CudaChoice(asked, facts)
                .decide()
                .fold(Refusal::rejected, major -> new Resolution.Resolved(writer.asWritten(major)));
    }

    private Optional<Refusal> refusalOfSources() {
        return asked.wanted()
                .installers()
                .flatMap(installer -> refusalOf(installer).stream())
                .findFirst();
    }

    private Optional<Refusal> refusalOf(Installer installer) {
        return switch (installer) {
            case PIP -> sources.refusalOfPip(asked.wanted().otherNames());
            case CONDA -> sources.refusalOfConda();
        };
    }

    private Optional<Refusal> checksWithoutTorch() {
        return asked.environment().spec().verify().isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "verify",
                        "spec.verify asks for checks that compute with torch, and no stage asks for torch",
                        "add torch to a stage, or leave spec.verify out: imports and consistency are always checked"));
    }

    private List<Considered> onlyCandidate(Resolution resolution) {
        if (!(resolution instanceof Resolution.Resolved)) {
            return List.of();
        }
        String from = asked.wanted()
                .installers()
                .flatMap(installer -> new PlanWriter(asked, sources, interpreters).sourcesOf(installer).stream())
                .map(SourceName::toString)
                .collect(Collectors.joining(", "));
        return List.of(new Considered(
                "as written",
                null,
                null,
                null,
                from,
                Verdict.CHOSEN,
                null,
                "no stage asks for torch: every package is solved from " + from + " as the spec says"));
    }

    private Explanation explanation(List<Considered> considered, List<String> notes) {
        return new Explanation(
                FactLines.of(facts, sources, asked.environment().spec().gpus()), considered, notes);
    }
}
