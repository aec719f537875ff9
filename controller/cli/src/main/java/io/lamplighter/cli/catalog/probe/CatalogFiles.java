package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.Wheel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalog's wheels, as a source would carry them. All that the probe knows of the catalog's types is here. */
final class CatalogFiles implements KnownFiles {
    private static final Map<TargetPlatform, String> ARCHITECTURES =
            Map.of(TargetPlatform.LINUX_X86_64, "x86_64", TargetPlatform.LINUX_AARCH64, "aarch64");
    private static final String TORCH = "torch";

    private final Catalog catalog;

    CatalogFiles(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<KnownFile> of(String packageName, SourceKind kind) {
        return switch (kind) {
            case PYPI -> packageName.equals(TORCH) ? torch(Source.Type.PYPI) : companion(packageName, false);
            case PYTORCH -> packageName.equals(TORCH) ? torch(Source.Type.PYTORCH) : companion(packageName, true);
            case CONDA -> List.of();
        };
    }

    private List<KnownFile> torch(Source.Type place) {
        return ARCHITECTURES.entrySet().stream()
                .flatMap(architecture -> catalog.wheels(architecture.getValue()).stream()
                        .filter(wheel -> wheel.place() == place)
                        .flatMap(wheel -> files(wheel, architecture.getKey())))
                .toList();
    }

    /** A default index does not say which build its files are. */
    private static Stream<KnownFile> files(Wheel wheel, TargetPlatform platform) {
        BuildName build = wheel.place() == Source.Type.PYPI ? null : wheel.build();
        return wheel.pythons().stream()
                .map(python -> new KnownFile(wheel.release(), build, platform, PythonTag.exactly(minor(python))));
    }

    private List<KnownFile> companion(String name, boolean byBuild) {
        return ARCHITECTURES.values().stream()
                .flatMap(architecture -> catalog.wheels(architecture).stream())
                .map(Wheel::release)
                .distinct()
                .flatMap(torch -> catalog.companions(name, torch).stream())
                .distinct()
                .flatMap(release -> files(release, byBuild))
                .toList();
    }

    private static Stream<KnownFile> files(CompanionRelease release, boolean byBuild) {
        return byBuild && !release.builds().isEmpty()
                ? release.builds().stream().map(build -> new KnownFile(release.version(), build, null, null))
                : Stream.of(new KnownFile(release.version(), null, null, null));
    }

    private static int minor(PythonSeries series) {
        return Integer.parseInt(series.text().substring("3.".length()));
    }
}
