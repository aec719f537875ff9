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
 * @param index its place among all of its platform
 * @param age of its release: 0 is the newest of the platform
 * @param release without a local label: {@code 2.10.0}
 * @param version as its file says it: {@code 2.10.0+cu126} on a tree, {@code 2.10.0} elsewhere
 * @param label as its place names it: {@code cpu}, {@code cu126}; {@code cuda} where only the major version is known
 * @param cudaVersion what it was built for; absent for a CPU build
 * @param place the type of source that has it
 * @param page the page of a tree that lists it; absent where it is on an index
 * @param channel how conda gets it; absent elsewhere
 * @param pythons with files, newest first
 * @param tag what its files promise; absent where conda says it itself
 * @param code what it has for GPUs; absent for a CPU build
 * @param wheelBytes of torch's own file, where known
 * @param diskBytes installed, with the CUDA libraries that it asks for, where known
 */
public record TorchBuild(
        int index,
        int age,
        Pep440Version release,
        Pep440Version version,
        String label,
        @Nullable CudaVersion cudaVersion,
        Source.Type place,
        @Nullable String page,
        @Nullable CondaForm channel,
        List<PythonSeries> pythons,
        @Nullable FileTag tag,
        @Nullable GpuCode code,
        @Nullable Long wheelBytes,
        @Nullable Long diskBytes) {
    public TorchBuild {
        pythons = List.copyOf(pythons);
    }

    static TorchBuild ofTree(
            Pep440Version release,
            BuildName build,
            @Nullable String page,
            List<PythonSeries> pythons,
            FileTag tag,
            @Nullable GpuCode code) {
        return new TorchBuild(
                0,
                0,
                release,
                Pep440Version.parse(release + "+" + build),
                build.text(),
                CudaVersion.of(build).orElse(null),
                Source.Type.PYTORCH,
                page,
                null,
                pythons,
                tag,
                code,
                null,
                null);
    }

    TorchBuild at(int place, int newer) {
        return new TorchBuild(
                place,
                newer,
                release,
                version,
                label,
                cudaVersion,
                this.place,
                page,
                channel,
                pythons,
                tag,
                code,
                wheelBytes,
                diskBytes);
    }

    /** Empty for a CPU build. */
    public Optional<CudaVersion> cuda() {
        return Optional.ofNullable(cudaVersion);
    }

    /** Whether it is one of a PyTorch-style tree. */
    public boolean isOnTree() {
        return place == Source.Type.PYTORCH;
    }

    /** For people: {@code torch 2.10.0 cu126}. */
    public String name() {
        return "torch " + release + " " + label;
    }
}
