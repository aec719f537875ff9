package io.lamplighter.planner;

import io.lamplighter.api.manifest.Compute;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;

/** Where torch computes on GPUs: a CUDA build, of the version that the spec asks for. */
final class ComputeRule implements Rule {
    static final String ID = "compute";

    private final Compute compute;
    private final Specifiers wanted;
    private final boolean any;

    ComputeRule(Compute compute) {
        this.compute = compute;
        this.wanted = compute.cuda();
        this.any = wanted.text().isEmpty();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        CudaVersion cuda = offer.build().cudaVersion();
        if (cuda == null) {
            return Finding.fails(
                    () -> "a CPU build on a machine with GPUs, only by compute: cpu",
                    Finding.Change.PROCESSOR,
                    () -> "compute: cpu would take " + offer.name() + ", which leaves the GPUs unused");
        }
        return isAllowed(cuda)
                ? Finding.HOLDS
                : Finding.fails(
                        () -> "the spec asks for compute: \"" + compute + "\"",
                        Finding.Change.SPEC,
                        () -> "compute: auto would allow " + offer.name());
    }

    private boolean isAllowed(CudaVersion cuda) {
        return any || wanted.contains(Pep440Version.parse(cuda.toString()));
    }
}
