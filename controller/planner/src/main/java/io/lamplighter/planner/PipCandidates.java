package io.lamplighter.planner;

import io.lamplighter.api.plan.Candidate;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.PythonSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes kept builds as what a solve by pip is given. */
record PipCandidates(SharedRules shared, PipPlacements placements) {
    /** Whose files bear the label of torch's on a page that lists several builds; torchaudio's there have none. */
    private static final Set<String> LABELLED = Set.of("torchvision");

    List<Candidate> of(TorchChoice choice) {
        PythonSeries python = choice.chosen().flatMap(choice::pythonOf).orElseThrow();
        return choice.planned().stream()
                .map(each -> candidate(each.offer(), python))
                .toList();
    }

    private Candidate candidate(Offer offer, PythonSeries python) {
        List<String> bound = Stream.concat(
                        Stream.of(TorchRequest.TORCH),
                        shared.companions().wanted().stream().map(TorchRequest.Companion::name))
                .toList();
        return new Candidate(
                offer.name(), shared.pins(offer, python, () -> pins(offer, python)), placements.around(offer, bound));
    }

    private List<String> pins(Offer offer, PythonSeries python) {
        CompanionRule companions = shared.companions();
        List<String> pins = new ArrayList<>();
        pins.add(TorchRequest.TORCH + "==" + offer.build().version());
        companions
                .wanted()
                .forEach(companion ->
                        pins.add(pin(offer, companion.name(), companions.fitting(offer, companion), python)));
        companions.companions().limits(offer.build().release(), companions.platform()).stream()
                .filter(limit -> !limit.onlyConda() && limit.concerns(placements.names()))
                .forEach(limit -> pins.add(limit.text()));
        return List.copyOf(pins);
    }

    /** A default index has the newest; of a tree's build it is only known that it has one of those that fit. */
    private static String pin(Offer offer, String name, List<CompanionRelease> fitting, PythonSeries python) {
        CompanionRelease newest = fitting.stream()
                .filter(release -> offer.isOnTree() || release.isFor(python))
                .findFirst()
                .orElse(fitting.getFirst());
        CompanionRelease oldest = fitting.getLast();
        if (offer.build().page() != null && LABELLED.contains(name)) {
            return name + "==" + offer.versionOf(newest);
        }
        return offer.isOnTree() && fitting.size() > 1
                ? name + ">=" + oldest.version() + ",<=" + newest.version()
                : name + "==" + newest.version();
    }
}
