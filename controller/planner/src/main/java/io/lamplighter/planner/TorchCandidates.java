package io.lamplighter.planner;

import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.PythonSeries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes kept builds as what a solve is given. */
record TorchCandidates(TorchRequest request, Catalog catalog, SourceName defaultIndex) {
    private static final int MOST = 5;

    /** The choice and the ranked rest, as far as they are for the Python of the choice: a plan has one Python. */
    List<Candidate> of(TorchChoice choice) {
        Optional<PythonSeries> python = choice.chosen().flatMap(choice::pythonOf);
        return choice.kept().stream()
                .filter(each ->
                        python.filter(each.offer().wheel().pythons()::contains).isPresent())
                .limit(MOST)
                .map(each -> candidate(each.offer()))
                .toList();
    }

    private Candidate candidate(Offer offer) {
        CompanionRule pairs = new CompanionRule(request.companions(), catalog);
        List<String> pins = Stream.concat(
                        Stream.of(TorchRequest.TORCH + "==" + offer.wheel().version()),
                        request.companions().stream()
                                .map(companion -> pin(offer, companion.name(), pairs.fitting(offer, companion))))
                .toList();
        return new Candidate(offer.name(), pins, placements(offer));
    }

    /** A default index has the newest; of a tree's build it is only known that it has one of those that fit. */
    private static String pin(Offer offer, String name, List<CompanionRelease> fitting) {
        CompanionRelease newest = fitting.getFirst();
        CompanionRelease oldest = fitting.getLast();
        return offer.isOnTree() && fitting.size() > 1
                ? name + ">=" + oldest.version() + ",<=" + newest.version()
                : name + "==" + newest.version();
    }

    /** All that is bound to torch comes from torch's index, even where only another package asks for it. */
    private Map<String, Placement> placements(Offer offer) {
        if (!offer.isOnTree() && offer.source().name().equals(defaultIndex)) {
            return Map.of();
        }
        Placement placement = new Placement(
                offer.source().name(), offer.isOnTree() ? offer.wheel().build().text() : null);
        return Stream.concat(Stream.of(TorchRequest.TORCH), catalog.companionNames().stream())
                .collect(Collectors.toMap(name -> name, _ -> placement));
    }
}
