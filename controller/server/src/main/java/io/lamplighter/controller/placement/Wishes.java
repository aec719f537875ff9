package io.lamplighter.controller.placement;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.SourceChoice;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.manifest.StoredManifest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all manifests together ask of a machine, by its labels alone. */
final class Wishes {
    private final ManifestSet all;
    private final Instant now;
    private final ManifestSet manifests;
    private final List<Group> groups;
    private final List<Source> sources;
    private final Map<Map<String, String>, ForLabels> byLabels = new HashMap<>();

    Wishes(ManifestSet all, Instant now) {
        this.all = all;
        this.now = now;
        this.manifests = all.asking(now);
        this.groups = manifests.groups().toList();
        this.sources = manifests.sources().toList();
    }

    /**
     * What machines with the same labels should have.
     *
     * @param sources all that their agents are to look at: the built-in ones and those that the environments name
     */
    record ForLabels(List<Wish> environments, List<AvailableSource> sources) {
        ForLabels {
            environments = List.copyOf(environments);
            sources = List.copyOf(sources);
        }

        Optional<Wish> find(EnvironmentName name) {
            return environments.stream()
                    .filter(wish -> wish.environment().name().equals(name))
                    .findFirst();
        }
    }

    /** One environment with the sources that it names, as they are for the machine. */
    record Wish(
            Environment environment,
            long revision,
            long specRevision,
            List<AvailableSource> sources,
            Sha256 sourcesDigest) {
        Wish {
            sources = List.copyOf(sources);
        }

        /** The only GPUs that count; empty where the environment names none. */
        List<GpuUuid> listedGpus() {
            return environment.spec().gpus().listed();
        }
    }

    /** The uuids of all GPUs that some environment lists. */
    Set<String> listedGpus() {
        return manifests
                .environments()
                .flatMap(environment -> environment.spec().gpus().listed().stream())
                .map(GpuUuid::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why an environment is none that a machine should have. */
    String whyNot(EnvironmentName name) {
        return all.find(Kind.ENVIRONMENT, new ManifestName(name.value()))
                .map(StoredManifest::manifest)
                .filter(manifest -> manifest.isOver(now))
                .map(over -> "its last day was " + over.metadata().annotations().expires())
                .orElse("no manifest asks for it any more");
    }

    ForLabels of(Map<String, String> labels) {
        return byLabels.computeIfAbsent(labels, this::compute);
    }

    private ForLabels compute(Map<String, String> labels) {
        Set<EnvironmentName> names = new TreeSet<>();
        groups.stream()
                .filter(group -> group.spec().selects(labels))
                .forEach(group -> names.addAll(group.spec().environments()));
        List<Wish> wishes = names.stream()
                .flatMap(name -> manifests.find(Kind.ENVIRONMENT, new ManifestName(name.value())).stream())
                .map(stored -> wish(stored, labels))
                .toList();
        Stream<SourceName> builtIn = BuiltInSources.ofPip().stream().map(AvailableSource::name);
        Stream<SourceName> named = wishes.stream().flatMap(wish -> wish.environment().spec().sources().stream());
        return new ForLabels(
                wishes,
                Stream.concat(builtIn, named)
                        .distinct()
                        .flatMap(name -> available(name, labels).stream())
                        .toList());
    }

    private Wish wish(StoredManifest stored, Map<String, String> labels) {
        if (!(stored.manifest() instanceof Environment environment)) {
            throw new IllegalStateException(
                    "stored as an environment: " + stored.manifest().kind());
        }
        List<AvailableSource> available = environment.spec().sources().stream()
                .flatMap(name -> available(name, labels).stream())
                .toList();
        return new Wish(
                environment, stored.revision(), stored.specRevision(), available, Sha256.of(Wire.write(available)));
    }

    private Optional<AvailableSource> available(SourceName name, Map<String, String> labels) {
        return SourceChoice.of(name, sources, labels);
    }
}
