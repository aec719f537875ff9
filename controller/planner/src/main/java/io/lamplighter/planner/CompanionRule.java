package io.lamplighter.planner;

import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CompanionRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is bound to torch and asked for has a release that serves this torch. */
record CompanionRule(List<TorchRequest.Companion> companions, Catalog catalog) implements Rule {
    CompanionRule {
        companions = List.copyOf(companions);
    }

    @Override
    public String id() {
        return "companion";
    }

    @Override
    public Finding judge(Offer offer) {
        List<String> pairs = new ArrayList<>();
        for (TorchRequest.Companion companion : companions) {
            List<CompanionRelease> fitting = fitting(offer, companion);
            Optional<Finding> objection = objection(offer, companion, fitting);
            if (objection.isPresent()) {
                return objection.get();
            }
            pairs.add(companion.name() + " " + range(offer, fitting));
        }
        return new Finding.Holds(pairs.isEmpty() ? "" : "with " + String.join(" and ", pairs));
    }

    /** What the solve may take: of a tree's build it is only known that it has one of those that fit. */
    private static String range(Offer offer, List<CompanionRelease> fitting) {
        CompanionRelease newest = fitting.getFirst();
        return offer.isOnTree() && fitting.size() > 1
                ? fitting.getLast().version() + " to " + newest.version()
                : newest.version().toString();
    }

    private Optional<Finding> objection(Offer offer, TorchRequest.Companion companion, List<CompanionRelease> fitting) {
        List<CompanionRelease> serving =
                catalog.companions(companion.name(), offer.wheel().release());
        if (serving.isEmpty()) {
            return Optional.of(Finding.fails(
                    "no " + companion.name() + " for torch " + offer.wheel().release() + " is in the catalog"));
        }
        if (fitting.isEmpty()) {
            String pair = companion.name() + " " + serving.getFirst().version();
            return Optional.of(Finding.fails(
                    "the spec asks for " + companion.name() + companion.wanted().text() + "; torch "
                            + offer.wheel().release() + " goes with " + pair,
                    Finding.Change.SPEC,
                    pair + " would go with " + offer.name()));
        }
        return offer.isOnTree()
                        && fitting.stream()
                                .noneMatch(release ->
                                        release.isKnownFor(offer.wheel().build()))
                ? Optional.of(new Finding.NotKnown("whether a tree carries " + companion.name() + " "
                        + fitting.getFirst().version() + " for " + offer.wheel().build()))
                : Optional.empty();
    }

    /** The releases that serve this torch and that the spec allows, newest first. */
    List<CompanionRelease> fitting(Offer offer, TorchRequest.Companion companion) {
        return catalog.companions(companion.name(), offer.wheel().release()).stream()
                .filter(release -> companion.wanted().contains(offer.versionOf(release)))
                .toList();
    }
}
