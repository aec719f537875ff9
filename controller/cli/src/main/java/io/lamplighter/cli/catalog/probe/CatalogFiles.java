package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.CondaForm;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalog's files, as a source would carry them. All that the probe knows of the catalog's types is here. */
final class CatalogFiles implements KnownFiles {
    private static final String TORCH = "torch";

    private final Catalog catalog;
    private final @Nullable SourceName channel;

    /** @param channel that a conda channel is or mirrors; absent: not known, and then nothing is known of its files */
    CatalogFiles(Catalog catalog, @Nullable SourceName channel) {
        this.catalog = catalog;
        this.channel = channel;
    }

    @Override
    public List<KnownFile> of(String packageName, SourceKind kind) {
        return switch (kind) {
            case PYPI ->
                packageName.equals(TORCH)
                        ? torch(Source.Type.PYPI)
                        : companion(packageName, torch(Source.Type.PYPI), false);
            case PYTORCH ->
                packageName.equals(TORCH)
                        ? torch(Source.Type.PYTORCH)
                        : companion(packageName, torch(Source.Type.PYTORCH), true);
            case CONDA ->
                packageName.equals(catalog.conda().nameOf(TORCH))
                        ? torch(Source.Type.CONDA)
                        : companion(catalog.conda().indexNameOf(packageName), torch(Source.Type.CONDA), false);
        };
    }

    private List<KnownFile> torch(Source.Type place) {
        return Arrays.stream(TargetPlatform.values())
                .flatMap(platform -> catalog.builds(platform.toString()).stream()
                        .filter(build -> build.place() == place && isOfChannel(build.channel()))
                        .flatMap(build -> files(build, platform)))
                .distinct()
                .toList();
    }

    /** A build's own package comes from the first of its channels, what it needs from the others. */
    private boolean isOfChannel(@Nullable CondaForm form) {
        return form == null || form.channels().getFirst().equals(channel);
    }

    /** A default index does not say which build its files are. */
    private static Stream<KnownFile> files(TorchBuild build, TargetPlatform platform) {
        boolean named = build.place() != Source.Type.PYPI;
        BuildName name = named ? Builds.find(build.label()).orElse(null) : null;
        CudaVersion cuda = build.cudaVersion();
        Integer major = named && name == null && cuda != null ? Integer.valueOf(cuda.major()) : null;
        return build.pythons().stream()
                .map(python ->
                        new KnownFile(build.release(), name, major, platform, PythonTag.exactly(python.minor())));
    }

    /** For the releases of torch that are there: what goes with a long-term release is on its own page alone. */
    private List<KnownFile> companion(String name, List<KnownFile> torches, boolean byBuild) {
        return torches.stream()
                .map(KnownFile::release)
                .distinct()
                .flatMap(torch -> catalog.companions().serving(name, torch).stream())
                .distinct()
                .flatMap(release -> files(release, byBuild))
                .toList();
    }

    private static Stream<KnownFile> files(CompanionRelease release, boolean byBuild) {
        return byBuild && !release.builds().isEmpty()
                ? release.builds().stream()
                        .map(build -> new KnownFile(release.version(), new BuildName(build), null, null))
                : Stream.of(new KnownFile(release.version(), null, null, null));
    }
}
