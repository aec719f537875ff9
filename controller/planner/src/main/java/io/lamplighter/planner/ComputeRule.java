package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CudaVersion;

/** Where torch computes on GPUs: a CUDA build, of the version that the spec asks for. */
record ComputeRule(Target.Gpus target) implements Rule {
    static final String ID = "compute";

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
        return target.allows(cuda)
                ? Finding.HOLDS
                : Finding.fails(
                        () -> "the spec asks for compute: \"" + target.compute() + "\"",
                        Finding.Change.SPEC,
                        () -> "compute: auto would allow " + offer.name());
    }
}
