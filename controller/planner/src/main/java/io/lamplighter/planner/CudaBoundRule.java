package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CudaVersion;
import java.util.List;

/** What else is made for one CUDA major is made for that of the build. */
record CudaBoundRule(List<CudaBound> bound, Target target) implements Rule {
    static final String ID = "cuda-bound";

    CudaBoundRule {
        bound = List.copyOf(bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        CudaVersion cuda = offer.build().cudaVersion();
        for (CudaBound each : bound) {
            if (target instanceof Target.Processor processor) {
                return Finding.fails(
                        () -> each.written() + " computes on " + each.majors() + ", and " + processor.because(),
                        Finding.Change.SPEC,
                        () -> instead(each));
            }
            if (cuda == null || !each.byMajor().containsKey(cuda.major())) {
                return Finding.fails(
                        () -> each.written() + " is made for " + each.majors(),
                        Finding.Change.SPEC,
                        () -> "without " + each.written() + " " + offer.name() + " would work");
            }
        }
        return Finding.HOLDS;
    }

    static String instead(CudaBound bound) {
        return bound.instead() == null
                ? "leave " + bound.written() + " out on machines without a GPU"
                : "write " + bound.instead() + " instead of " + bound.written() + " on machines without a GPU";
    }
}
