package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that the catalog says is there. What it does not say of it, any file may be.
 *
 * @param release without a local label
 * @param build absent where the catalog names none, or such a source tells none apart
 * @param cudaMajor what its build is for, where that is all that the catalog names of it
 * @param platform absent where the catalog names none
 * @param python absent where the catalog names none
 */
record KnownFile(
        Pep440Version release,
        @Nullable BuildName build,
        @Nullable Integer cudaMajor,
        @Nullable TargetPlatform platform,
        @Nullable PythonTag python) {
    KnownFile(
            Pep440Version release,
            @Nullable BuildName build,
            @Nullable TargetPlatform platform,
            @Nullable PythonTag python) {
        this(release, build, null, platform, python);
    }

    /** Whether a file at a source is this one. */
    boolean is(CarriedFile file) {
        return release.equals(file.release())
                && (build == null || build.equals(file.build()))
                && (cudaMajor == null || cudaMajor.equals(majorOf(file.build())))
                && (platform == null || file.platform() == null || platform == file.platform())
                && isFor(file.python());
    }

    private static @Nullable Integer majorOf(@Nullable BuildName carried) {
        return Optional.ofNullable(carried)
                .flatMap(CudaVersion::of)
                .map(CudaVersion::major)
                .orElse(null);
    }

    private boolean isFor(@Nullable PythonTag carried) {
        return python == null || carried == null || carried.serves(python.minor());
    }
}
