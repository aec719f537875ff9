package io.lamplighter.planner;

import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.Companions;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is bound to torch and asked for has a release that serves this torch. */
record CompanionRule(List<TorchRequest.Companion> wanted, Companions companions, String platform, Denials denied)
        implements Rule {
    CompanionRule {
        wanted = List.copyOf(wanted);
    }

    @Override
    public String id() {
        return "companion";
    }

    @Override
    public Finding judge(Offer offer) {
        if (wanted.isEmpty()) {
            return Finding.HOLDS;
        }
        Finding unknown = null;
        for (TorchRequest.Companion companion : wanted) {
            List<CompanionRelease> fitting = fitting(offer, companion);
            if (fitting.isEmpty()) {
                return objection(offer, companion);
            }
            boolean known = !offer.isOnTree()
                    || fitting.stream()
                            .anyMatch(
                                    release -> release.isKnownFor(offer.build().label()));
            if (!known) {
                unknown = new Finding.NotKnown(() -> "whether a tree carries " + companion.name() + " "
                        + fitting.getFirst().version() + " for " + offer.build().label());
            }
        }
        return unknown == null ? holds(offer) : unknown;
    }

    private Finding holds(Offer offer) {
        return new Finding.Holds(() -> {
            List<String> pairs = new ArrayList<>();
            wanted.forEach(companion -> pairs.add(companion.name() + " " + range(offer, fitting(offer, companion))));
            return "with " + String.join(" and ", pairs);
        });
    }

    /** What the solve may take: of a tree's build it is only known that it has one of those that fit. */
    private static String range(Offer offer, List<CompanionRelease> fitting) {
        CompanionRelease newest = fitting.getFirst();
        return offer.isOnTree() && fitting.size() > 1
                ? fitting.getLast().version() + " to " + newest.version()
                : newest.version().toString();
    }

    private Finding objection(Offer offer, TorchRequest.Companion companion) {
        List<CompanionRelease> serving =
                companions.serving(companion.name(), offer.build().release());
        if (serving.isEmpty()) {
            return Finding.fails(() ->
                    "no " + companion.name() + " for torch " + offer.build().release() + " is in the catalog");
        }
        List<CompanionRelease> there = existing(offer, serving);
        Optional<Denial> denial = there.stream()
                .filter(release -> companion.wanted().admits(offer.versionOf(release)))
                .flatMap(release -> denial(offer, companion, release).stream())
                .findFirst();
        if (denial.isPresent()) {
            return Finding.fails(denial.get()::words);
        }
        if (there.isEmpty()) {
            return Finding.fails(() -> "no " + companion.name() + " that serves torch "
                    + offer.build().release() + " is known for the " + offer.label() + " build on " + platform);
        }
        CompanionRelease newest = there.getFirst();
        return Finding.fails(
                () -> "the spec asks for " + companion.name()
                        + companion.wanted().text() + "; torch " + offer.build().release() + " goes with "
                        + companion.name() + " " + newest.version(),
                Finding.Change.SPEC,
                () -> companion.name() + " " + newest.version() + " would go with " + offer.name());
    }

    /** Those of a build for which what is asked for beside it has files too; only a default index is known that far. */
    List<PythonSeries> pythons(TorchBuild build) {
        return build.place() != Source.Type.PYPI
                ? build.pythons()
                : build.pythons().stream()
                        .filter(python -> wanted.stream().allMatch(companion -> serves(build, companion, python)))
                        .toList();
    }

    private boolean serves(TorchBuild build, TorchRequest.Companion companion, PythonSeries python) {
        List<CompanionRelease> serving = companions.serving(companion.name(), build.release());
        return serving.isEmpty() || serving.stream().anyMatch(release -> release.isFor(python));
    }

    /** Releases that serve the offer's torch and that the spec admits, newest first. */
    List<CompanionRelease> fitting(Offer offer, TorchRequest.Companion companion) {
        return existing(
                        offer,
                        companions.serving(companion.name(), offer.build().release()))
                .stream()
                .filter(release -> companion.wanted().admits(offer.versionOf(release)))
                .filter(release -> denial(offer, companion, release).isEmpty())
                .toList();
    }

    private Optional<Denial> denial(Offer offer, TorchRequest.Companion companion, CompanionRelease release) {
        return denied.of(
                offer.installer(), companion.name(), offer.versionOf(release).normalized());
    }

    /** Those that the place of the offer has, for this platform. */
    private List<CompanionRelease> existing(Offer offer, List<CompanionRelease> serving) {
        return serving.stream()
                .filter(release ->
                        release.platforms().isEmpty() || release.platforms().contains(platform))
                .filter(release -> offer.isOnTree() || offer.isOfConda() || isOfSameCuda(offer, release))
                .toList();
    }

    private static boolean isOfSameCuda(Offer offer, CompanionRelease release) {
        CudaVersion cuda = offer.build().cudaVersion();
        return release.cuda() == null || cuda == null || cuda.major() == release.cuda();
    }
}
