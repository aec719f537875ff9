package io.lamplighter.bench;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Prints what a resolution costs. {@link Bench} starts it. */
final class PlannerBench {
    private static final int KINDS = 2_000;
    private static final int WARM_UPS = 40;
    private static final int ROUNDS = 20;
    private static final List<String> DRIVERS = List.of(
            "470.82.01", "525.60.13", "535.183.01", "550.54.15", "570.26", "580.95.05", "590.48.01", "595.71.05");
    private static final List<List<String>> GPUS = List.of(
            List.of("6.1"),
            List.of("7.0"),
            List.of("7.5"),
            List.of("8.0"),
            List.of("8.6"),
            List.of("8.9"),
            List.of("9.0"),
            List.of("12.0"),
            List.of("6.1", "8.6"),
            List.of("7.5", "12.0"));

    private PlannerBench() {}

    public static void main(String... arguments) {
        Planner planner = Planner.shipped();
        Question question = planner.question(environment(), BuiltInSources.ofPip());
        List<PlanningFacts> kinds = kinds();
        for (int i = 0; i < WARM_UPS; i++) {
            kinds.forEach(question::resolve);
        }
        List<Double> resolutions = new ArrayList<>();
        List<Double> fleets = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            kinds.forEach(question::resolve);
            resolutions.add((System.nanoTime() - begun) / 1e3 / kinds.size());
            begun = System.nanoTime();
            whatIf(question, kinds);
            fleets.add((System.nanoTime() - begun) / 1e6);
        }
        Bench.row("one resolution, µs (median of %d rounds)".formatted(ROUNDS), "≤ 20", Bench.median(resolutions));
        Bench.row(
                "one spec for %d kinds of machines, plans written, ms".formatted(kinds.size()),
                "≤ 1000",
                Bench.median(fleets));
    }

    /** Distinct plans, written as they would be stored. */
    private static int whatIf(Question question, List<PlanningFacts> kinds) {
        Set<Object> plans = new HashSet<>();
        for (PlanningFacts facts : kinds) {
            if (question.resolve(facts) instanceof Resolution.Resolved(var plan)) {
                plans.add(PlanDocument.of(plan).id());
            }
        }
        return plans.size();
    }

    private static List<PlanningFacts> kinds() {
        List<PlanningFacts> kinds = new ArrayList<>();
        for (int i = 0; kinds.size() < KINDS; i++) {
            for (String driver : DRIVERS) {
                for (List<String> gpus : GPUS) {
                    kinds.add(facts(driver, gpus, "2." + (28 + i % 12), "3.11." + i));
                }
            }
        }
        return kinds.subList(0, KINDS);
    }

    private static PlanningFacts facts(String driver, List<String> gpus, String glibc, String python) {
        return new PlanningFacts(
                "linux",
                "x86_64",
                glibc,
                new CudaState.Loaded(driver, null),
                gpus.stream()
                        .map(gpu -> new PlanningFacts.Gpu("card", ComputeCapability.parse(gpu)))
                        .toList(),
                List.of("3.9.2", python, "3.13.1"),
                Stream.of(Source.PYPI, Source.PYTORCH)
                        .map(name -> new SourceReading(name, true, List.of(), null))
                        .toList());
    }

    private static Environment environment() {
        try {
            return (Environment) ManifestReader.read("torch.yaml", """
                            apiVersion: lamplighter.io/v1
                            kind: Environment
                            metadata: {name: torch}
                            spec:
                              python: ">=3.10"
                              stages:
                              - {name: framework, packages: [torch, torchvision, torchaudio]}
                              - {name: science, packages: ["numpy<3", scipy, matplotlib, pandas]}
                            """).getFirst();
        } catch (ManifestException e) {
            throw new IllegalStateException("the bench's own manifest", e);
        }
    }
}
