package io.lamplighter.controller.sunset;

import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.Question;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.TorchBuild;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What decides against the newest release of torch, asked for without any other wish from the built-in sources. */
final class NewestRelease {
    private static final Environment ANY_TORCH = anyTorch();

    private final Catalog catalog;
    private final Question question;

    NewestRelease(Planner planner) {
        catalog = planner.catalog();
        question = planner.question(ANY_TORCH, BuiltInSources.ofPip());
    }

    /** Builds of it with the fact that decides; empty where some build of it may run. */
    Optional<Considered> excludedOn(PlanningFacts facts) {
        PlanningFacts assumed = assumingReachable(facts);
        boolean runs = newest(facts.platform())
                .filter(question.releases(assumed)::contains)
                .isPresent();
        return runs
                ? Optional.empty()
                : question.decide(assumed).explanation().candidates().stream()
                        .filter(candidate -> candidate.verdict() == Verdict.EXCLUDED)
                        .findFirst();
    }

    private Optional<Pep440Version> newest(String platform) {
        return catalog.builds(platform).stream().map(TorchBuild::release).max(naturalOrder());
    }

    /** A source that a machine has not looked at says nothing about its GPUs. */
    private static PlanningFacts assumingReachable(PlanningFacts facts) {
        Stream<SourceReading> assumed = BuiltInSources.ofPip().stream()
                .map(AvailableSource::name)
                .filter(name -> facts.sources().stream()
                        .noneMatch(reading -> reading.name().equals(name)))
                .map(name -> new SourceReading(name, true, List.of(), null));
        return new PlanningFacts(
                facts.os(),
                facts.architecture(),
                facts.glibc(),
                facts.driver(),
                facts.gpus(),
                facts.pythons(),
                Stream.concat(facts.sources().stream(), assumed).toList());
    }

    private static Environment anyTorch() {
        try {
            return (Environment) ManifestReader.read("any torch", """
                            apiVersion: lamplighter.io/v1
                            kind: Environment
                            metadata: {name: any-torch}
                            spec: {python: ">=3", stages: [{name: all, packages: [torch]}]}
                            """).getFirst();
        } catch (ManifestException e) {
            throw new IllegalStateException(e);
        }
    }
}
