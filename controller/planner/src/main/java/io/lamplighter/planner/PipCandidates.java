package io.lamplighter.planner;

import io.lamplighter.api.plan.Candidate;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.PythonSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes kept builds as what a solve by pip is given. */
record PipCandidates(CompanionRule companions, PipPlacements placements) {
    List<Candidate> of(TorchChoice choice) {
        PythonSeries python = choice.chosen().flatMap(choice::pythonOf).orElseThrow();
        return choice.planned().stream()
                .map(each -> candidate(each.offer(), python))
                .toList();
    }

    private Candidate candidate(Offer offer, PythonSeries python) {
        List<String> pins = new ArrayList<>();
        pins.add(TorchRequest.TORCH + "==" + offer.build().version());
        companions
                .wanted()
                .forEach(companion ->
                        pins.add(pin(offer, companion.name(), companions.fitting(offer, companion), python)));
        companions.companions().limits(offer.build().release(), companions.platform()).stream()
                .filter(limit -> !limit.onlyConda() && placements.names().contains(limit.name()))
                .forEach(limit -> pins.add(limit.text()));
        List<String> bound = Stream.concat(
                        Stream.of(TorchRequest.TORCH),
                        companions.wanted().stream().map(TorchRequest.Companion::name))
                .toList();
        return new Candidate(offer.name(), pins, placements.around(offer, bound));
    }

    /** A default index has the newest; of a tree's build it is only known that it has one of those that fit. */
    private static String pin(Offer offer, String name, List<CompanionRelease> fitting, PythonSeries python) {
        CompanionRelease newest = fitting.stream()
                .filter(release -> offer.isOnTree() || release.isFor(python))
                .findFirst()
                .orElse(fitting.getFirst());
        CompanionRelease oldest = fitting.getLast();
        return offer.isOnTree() && fitting.size() > 1
                ? name + ">=" + oldest.version() + ",<=" + newest.version()
                : name + "==" + newest.version();
    }
}
