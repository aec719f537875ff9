package io.lamplighter.controller.placement;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Versions;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
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
    record ForLabels(List<Wish> wishes, List<AvailableSource> sources) {
        ForLabels {
            wishes = List.copyOf(wishes);
            sources = List.copyOf(sources);
        }

        Optional<Wish> find(EnvironmentName name) {
            return wishes.stream().filter(wish -> wish.name().equals(name)).findFirst();
        }
    }

    /** One environment or toolkit with the sources that it names, as they are for the machine. */
    record Wish(
            Assignable asking, long revision, long specRevision, List<AvailableSource> sources, Sha256 sourcesDigest) {
        Wish {
            sources = List.copyOf(sources);
        }

        EnvironmentName name() {
            return asking.name();
        }

        /** The only GPUs that count; empty where none is named. */
        List<GpuUuid> listedGpus() {
            return asking.gpus().listed();
        }

        /** Whether all machines that have it are held to one release of torch. */
        boolean isHeldToOthers() {
            return asking instanceof Environment environment
                    && environment.spec().versions() == Versions.SAME;
        }
    }

    /** The uuids of all GPUs that something lists. */
    Set<String> listedGpus() {
        return manifests
                .assignables()
                .flatMap(asking -> asking.gpus().listed().stream())
                .map(GpuUuid::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why something is none that a machine should have. */
    String whyNot(EnvironmentName name) {
        return find(all, name)
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
                .forEach(group -> group.spec().given().forEach(names::add));
        List<Wish> wishes = names.stream()
                .flatMap(name -> find(manifests, name).stream())
                .map(stored -> wish(stored, labels))
                .toList();
        Stream<SourceName> builtIn = BuiltInSources.ofPip().stream().map(AvailableSource::name);
        Stream<SourceName> named = wishes.stream().flatMap(wish -> sourcesOf(wish.asking()).stream());
        return new ForLabels(
                wishes,
                Stream.concat(builtIn, named)
                        .distinct()
                        .flatMap(name -> available(name, labels).stream())
                        .toList());
    }

    private Wish wish(StoredManifest stored, Map<String, String> labels) {
        if (!(stored.manifest() instanceof Assignable asking)) {
            throw new IllegalStateException(
                    "stored as what machines can have: " + stored.manifest().kind());
        }
        List<AvailableSource> available = sourcesOf(asking).stream()
                .flatMap(name -> available(name, labels).stream())
                .toList();
        return new Wish(asking, stored.revision(), stored.specRevision(), available, Sha256.of(Wire.write(available)));
    }

    /** Names are shared: there is one of them at most. */
    private static Optional<StoredManifest> find(ManifestSet among, EnvironmentName name) {
        ManifestName manifest = new ManifestName(name.value());
        return among.find(Kind.ENVIRONMENT, manifest).or(() -> among.find(Kind.TOOLKIT, manifest));
    }

    /** A toolkit names its archives itself. */
    private static List<SourceName> sourcesOf(Assignable asking) {
        return switch (asking) {
            case Environment environment -> environment.spec().sources();
            case Toolkit _ -> List.of();
        };
    }

    private Optional<AvailableSource> available(SourceName name, Map<String, String> labels) {
        return SourceChoice.of(name, sources, labels);
    }
}
