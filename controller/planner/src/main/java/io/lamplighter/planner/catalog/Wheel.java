package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One build of one release of torch, where it exists.
 *
 * @param release without a local label: {@code 2.10.0}
 * @param version as its file says it: {@code 2.10.0+cu126} on a tree, {@code 2.10.0} on a default index
 * @param place the type of source that has it
 * @param pythons with files, newest first
 * @param code what it has for GPUs; absent for a CPU build
 * @param wheelBytes of torch's own file, where known
 * @param diskBytes installed, with the CUDA libraries that it asks for, where known
 */
public record Wheel(
        Pep440Version release,
        Pep440Version version,
        BuildName build,
        Source.Type place,
        List<PythonSeries> pythons,
        Platform platform,
        @Nullable GpuCode code,
        @Nullable Long wheelBytes,
        @Nullable Long diskBytes) {
    public Wheel {
        pythons = List.copyOf(pythons);
    }

    /** Empty for a CPU build. */
    public Optional<CudaVersion> cuda() {
        return CudaVersion.of(build);
    }

    /** For people: {@code torch 2.10.0 cu126}. */
    public String name() {
        return "torch " + release + " " + build;
    }
}
