package io.lamplighter.planner;

import static java.util.Comparator.comparing;

import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for any torch from the built-in sources; what the machine has not looked at is taken as reachable. */
final class Adviser {
    private static final Environment ANY_TORCH = environment();

    private final Asked asked;

    Adviser(Catalog catalog) {
        asked = Asked.of(catalog, ANY_TORCH, BuiltInSources.ofPip(), null, Denials.NONE);
    }

    TorchAdvice advise(PlanningFacts facts) {
        TorchQuestion question = new TorchQuestion(
                asked,
                TorchRequest.any(),
                facts,
                NamedSources.of(BuiltInSources.ofPip(), readings(facts)),
                Interpreters.ofMachine(ANY_TORCH.spec().python(), facts.pythons()));
        Optional<Refusal> refusal = question.refusal();
        if (refusal.isPresent()) {
            return new TorchAdvice(
                    null, null, messages(refusal.get().reasons()), refusal.get().nearest());
        }
        TorchChoice whole = question.whole();
        return whole.chosen()
                .map(chosen -> new TorchAdvice(Explainer.chosenLine(chosen), newer(whole, chosen), List.of(), null))
                .orElseGet(() -> none(new Shortfall(
                        question.request(),
                        whole.all(),
                        SmallerScope.proposal(whole.target(), question::best).orElse(null))));
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
        Pep440Version release = chosen.offer().build().release();
        return choice.all().stream()
                .filter(each -> each.offer().build().release().compareTo(release) > 0)
                .min(comparing((Judged each) -> each.offer().build().release())
                        .thenComparingInt(each -> each.failures().size()))
                .map(each -> each.isKept() ? Explainer.keptLine(each) : Explainer.excludedLine(each))
                .orElse(null);
    }

    private static Environment environment() {
        try {
            return (Environment) ManifestReader.read("any-torch.yaml", """
                            apiVersion: lamplighter.io/v1
                            kind: Environment
                            metadata: {name: any-torch}
                            spec:
                              python: ">=3"
                              stages: [{name: framework, packages: [torch]}]
                            """).getFirst();
        } catch (ManifestException e) {
            throw new IllegalStateException("the planner's own manifest", e);
        }
    }
}
