package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import org.jspecify.annotations.Nullable;

/**
 * A package as a source carries it, for one platform and one kind of Python.
 *
 * @param release without a local label
 * @param build absent where the source does not tell builds apart
 * @param platform absent where it is for every one
 * @param python absent where it has none to do with
 * @param yanked whether its makers withdrew it
 */
record CarriedFile(
        String packageName,
        Pep440Version release,
        @Nullable BuildName build,
        @Nullable TargetPlatform platform,
        @Nullable PythonTag python,
        boolean yanked) {}
