package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CondaForm;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.TorchBuild;
import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.conda.MatchSpec;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A spec that names the CUDA of a build by a package beside it: {@code pytorch-cuda=11.8}, {@code cudatoolkit=10.2},
 * {@code cuda-version=12}, {@code cpuonly}. The build's own pins name the same package, or the two would not solve.
 */
record CudaSelector(MatchSpec spec) {
    private static final int LAST_MINOR = 9;

    boolean admits(TorchBuild build) {
        CondaForm form = build.channel();
        return form != null
                && form.specs()
                        .filter(pin -> pin.name().equals(spec.name()))
                        .anyMatch(pin -> agree(pin, build.cudaVersion()));
    }

    /** A pin of the major alone leaves the minor to the solver, from that of the build on. */
    private boolean agree(MatchSpec pin, @Nullable CudaVersion cuda) {
        return cuda == null
                || IntStream.rangeClosed(cuda.isWhole() ? cuda.minor() : 0, LAST_MINOR)
                        .mapToObj(minor -> CondaVersion.parse(cuda.major() + "." + minor))
                        .anyMatch(version -> pin.matches(version) && spec.matches(version));
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
