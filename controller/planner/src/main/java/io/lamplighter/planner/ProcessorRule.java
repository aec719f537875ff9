package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CudaVersion;

/** Where torch computes on the processor: a CPU build, or the default index's build, which does it too. */
record ProcessorRule(Target.Processor target) implements Rule {
    @Override
    public String id() {
        return ComputeRule.ID;
    }

    @Override
    public Finding judge(Offer offer) {
        CudaVersion cuda = offer.build().cudaVersion();
        if (cuda == null) {
            return new Finding.Holds(target::because);
        }
        if (offer.isOfConda()) {
            return Finding.fails(() -> target.because() + ": of a channel only the CPU build is taken");
        }
        return offer.isOnTree()
                ? Finding.fails(() -> target.because() + ": of a tree only the CPU build is taken")
                : new Finding.Holds(() -> target.because() + "; the default build of "
                        + offer.source().name() + " is one for CUDA " + cuda
                        + " and computes on the processor too");
    }
}
