package io.lamplighter.planner;

import static java.util.Comparator.comparing;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Compute;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.manifest.PythonRequirement;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for any torch from the built-in sources; what the machine has not looked at is taken as reachable. */
record Adviser(Catalog catalog) {
    private static final TorchRequest ANY_TORCH = new TorchRequest(Specifiers.parse(""), List.of());
    private static final PythonRequirement ANY_PYTHON = new PythonRequirement(">=3");

    TorchAdvice advise(PlanningFacts facts) {
        NamedSources sources = NamedSources.of(BuiltInSources.ofPip(), readings(facts));
        Interpreters interpreters = Interpreters.of(ANY_PYTHON, facts.pythons());
        Target target = Target.of(new Compute("auto"), GpuScope.ALL, facts);
        Optional<Refusal> refusal = TorchQuestion.refusal(facts, interpreters, sources, target);
        if (refusal.isPresent()) {
            return new TorchAdvice(
                    null, null, messages(refusal.get().reasons()), refusal.get().nearest());
        }
        Function<Target, TorchChoice> choosing =
                which -> TorchChoice.of(ANY_TORCH, which, interpreters, sources, facts, catalog, null);
        TorchChoice choice = choosing.apply(target);
        return choice.chosen()
                .map(chosen -> new TorchAdvice(Explainer.chosenLine(chosen), newer(choice, chosen), List.of(), null))
                .orElseGet(() -> none(new Shortfall(
                        ANY_TORCH,
                        choice.all(),
                        SmallerScope.proposal(target, choosing).orElse(null))));
    }

    private static TorchAdvice none(Shortfall shortfall) {
        Resolution.Rejected rejected = shortfall.rejected();
        return new TorchAdvice(null, null, messages(rejected.reasons()), rejected.nearest());
    }

    private static List<String> messages(List<Reason> reasons) {
        return reasons.stream().map(Reason::message).toList();
    }

    private static List<SourceReading> readings(PlanningFacts facts) {
        List<SourceReading> readings = new ArrayList<>(facts.sources());
        List<SourceName> read =
                facts.sources().stream().map(SourceReading::name).toList();
        BuiltInSources.ofPip().stream()
                .map(AvailableSource::name)
                .filter(name -> !read.contains(name))
                .forEach(name -> readings.add(new SourceReading(name, true, List.of(), null)));
        return readings;
    }

    /** Of the next newer release the build that fails least. */
    private static @Nullable Considered newer(TorchChoice choice, Judged chosen) {
        Pep440Version release = chosen.offer().wheel().release();
        return choice.all().stream()
                .filter(each -> each.offer().wheel().release().compareTo(release) > 0)
                .min(comparing((Judged each) -> each.offer().wheel().release())
                        .thenComparingInt(each -> each.failures().size()))
                .map(each -> each.isKept() ? Explainer.keptLine(each) : ExcludedRun.lineOf(each))
                .orElse(null);
    }
}
