package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import org.jspecify.annotations.Nullable;

/**
 * A file that the catalog says is there. What it does not say of it, any file may be.
 *
 * @param release without a local label
 * @param build absent where the catalog names none, or such a source tells none apart
 * @param platform absent where the catalog names none
 * @param python absent where the catalog names none
 */
record KnownFile(
        Pep440Version release,
        @Nullable BuildName build,
        @Nullable TargetPlatform platform,
        @Nullable PythonTag python) {
    /** Whether a file at a source is this one. */
    boolean is(CarriedFile file) {
        return release.equals(file.release())
                && (build == null || build.equals(file.build()))
                && (platform == null || file.platform() == null || platform == file.platform())
                && isFor(file.python());
    }

    private boolean isFor(@Nullable PythonTag carried) {
        return python == null || carried == null || carried.serves(python.minor());
    }
}
