package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The catalog's files, as a source would carry them. All that the probe knows of the catalog's types is here. */
final class CatalogFiles implements KnownFiles {
    private static final String TORCH = "torch";

    private final Catalog catalog;

    CatalogFiles(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A channel's own index says everything; what it lacks of the catalog is not asked of it. */
    @Override
    public List<KnownFile> of(String packageName, SourceKind kind) {
        return switch (kind) {
            case PYPI -> packageName.equals(TORCH) ? torch(Source.Type.PYPI) : companion(packageName, false);
            case PYTORCH -> packageName.equals(TORCH) ? torch(Source.Type.PYTORCH) : companion(packageName, true);
            case CONDA -> List.of();
        };
    }

    private List<KnownFile> torch(Source.Type place) {
        return Arrays.stream(TargetPlatform.values())
                .flatMap(platform -> catalog.builds(platform.toString()).stream()
                        .filter(build -> build.place() == place)
                        .flatMap(build -> files(build, platform)))
                .distinct()
                .toList();
    }

    /** A default index does not say which build its files are. */
    private static Stream<KnownFile> files(TorchBuild build, TargetPlatform platform) {
        BuildName name = build.isOnTree() ? new BuildName(build.label()) : null;
        return build.pythons().stream()
                .map(python -> new KnownFile(build.release(), name, platform, PythonTag.exactly(minor(python))));
    }

    /** For the releases of torch that are there: what goes with a long-term release is on its own page alone. */
    private List<KnownFile> companion(String name, boolean byBuild) {
        return torch(byBuild ? Source.Type.PYTORCH : Source.Type.PYPI).stream()
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

    private static int minor(PythonSeries series) {
        return Integer.parseInt(series.text().substring("3.".length()));
    }
}
