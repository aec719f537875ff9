package io.lamplighter.planner;

import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An environment with its sources, read once, and what of its rules is the same for every machine.
 *
 * @param settled the release that all machines shall have; absent where each takes its newest
 * @param denied releases that nobody gets
 */
record Asked(
        Catalog catalog,
        Environment environment,
        List<AvailableSource> sources,
        Wanted wanted,
        List<SourceName> undefinedSources,
        Interpreters pythonsOfConda,
        @Nullable Pep440Version settled,
        Denials denied,
        Map<String, SharedRules> sharedRules,
        Shared<TargetRules.Key, TargetRules> targetRules,
        Shared<Offers.Key, Offers> offers,
        Map<List<String>, Interpreters> interpreters,
        Map<PythonSeries, String> pythons,
        Map<Integer, PipTexts> pipTexts) {
    private static final int NO_CUDA = 0;

    static Asked of(
            Catalog catalog,
            Environment environment,
            List<AvailableSource> sources,
            @Nullable Pep440Version settled,
            Denials denied) {
        List<SourceName> available = sources.stream().map(AvailableSource::name).toList();
        return new Asked(
                catalog,
                environment,
                List.copyOf(sources),
                Wanted.of(environment, catalog),
                environment.spec().sources().stream()
                        .filter(name -> !available.contains(name))
                        .toList(),
                Interpreters.ofConda(environment.spec().python()),
                settled,
                denied,
                new ConcurrentHashMap<>(),
                new Shared<>(),
                new Shared<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>());
    }

    /** Those of a machine that the spec allows; machines that have the same share them. */
    Interpreters pythonsOf(List<String> present) {
        return interpreters.computeIfAbsent(
                present, versions -> Interpreters.ofMachine(environment.spec().python(), versions));
    }

    /** What the spec allows of one series, as a specifier. */
    String pythonWithin(PythonSeries series) {
        return pythons.computeIfAbsent(series, pythonsOfConda::specifierWithin);
    }

    /**
     * The requirements of pip's stages.
     *
     * @param cudaMajor that of the build; absent where nothing computes on CUDA
     */
    PipTexts pipTexts(@Nullable Integer cudaMajor) {
        return pipTexts.computeIfAbsent(cudaMajor == null ? NO_CUDA : cudaMajor, _ -> PipTexts.of(wanted, cudaMajor));
    }

    /** The rules that judge a build alike for every machine of a platform. */
    SharedRules sharedRules(String platform, TorchRequest request) {
        return sharedRules.computeIfAbsent(platform, which -> SharedRules.of(this, which, request));
    }

    /** The rules that judge a build alike for every machine of a platform whose torch computes on the same. */
    TargetRules targetRules(String platform, Target target) {
        return targetRules.of(new TargetRules.Key(platform, target), key -> TargetRules.of(catalog, key));
    }

    /** What machines of a platform that see their sources alike are offered. */
    Offers offers(String platform, TorchRequest request, NamedSources from) {
        return offers.of(new Offers.Key(platform, from), key -> Offers.of(this, request, key));
    }

    /** The first source that claims torch: then it comes from nowhere else. */
    @Nullable
    SourceName claimant(String packageName) {
        return sources.stream()
                .filter(source -> source.type() != Source.Type.CONDA && source.claims(packageName))
                .map(AvailableSource::name)
                .findFirst()
                .orElse(null);
    }
}
