package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every build of torch that the sources of a machine may have, judged.
 *
 * @param all in rank order: kept ones first
 */
record TorchChoice(Target target, Interpreters interpreters, List<Judged> all) {
    TorchChoice {
        all = List.copyOf(all);
    }

    static TorchChoice of(
            TorchRequest request,
            Target target,
            Interpreters interpreters,
            NamedSources sources,
            PlanningFacts facts,
            Catalog catalog,
            @Nullable Pep440Version settled) {
        List<Rule> rules = Rules.of(request, target, interpreters, facts, catalog, settled);
        return new TorchChoice(
                target,
                interpreters,
                offers(sources, facts, catalog)
                        .map(offer -> Judged.by(rules, offer))
                        .sorted(Ranking.of(target, catalog.drivers()))
                        .toList());
    }

    private static Stream<Offer> offers(NamedSources sources, PlanningFacts facts, Catalog catalog) {
        return catalog.wheels(facts.architecture()).stream()
                .flatMap(wheel -> sources.of(wheel.place()).map(source -> new Offer(wheel, source)));
    }

    List<Judged> kept() {
        return all.stream().filter(Judged::isKept).toList();
    }

    Optional<Judged> chosen() {
        return kept().stream().findFirst();
    }

    /** The Python that an offer is installed for; empty where it has no file for any. */
    Optional<PythonSeries> pythonOf(Judged judged) {
        return interpreters.newestOf(judged.offer().wheel().pythons());
    }

    boolean isOnGpus() {
        return target instanceof Target.Gpus;
    }
}
