package io.lamplighter.planner;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.Drivers;
import io.lamplighter.planner.catalog.GpuCode;
import io.lamplighter.planner.catalog.Maturity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The order of what is kept, and behind it of what is not. */
final class Ranking {
    private static final CudaVersion NO_CUDA = CudaVersion.parse("0.0");

    private Ranking() {}

    /**
     * Builds for what torch computes on come first, so that a CPU build is the last thing thought of on a GPU machine.
     * Then: what is proven; newest torch; stable before experimental; what the driver supports natively; highest CUDA;
     * earlier source.
     */
    static Comparator<Judged> of(Target target, Drivers drivers) {
        boolean onGpus = target.isOnGpus();
        Map<CudaVersion, Boolean> natives = new HashMap<>();
        return comparing((Judged judged) -> !judged.isKept())
                .thenComparing(judged -> judged.offer().build().cuda().isPresent() != onGpus)
                .thenComparing(judged -> !judged.isProven())
                .thenComparingInt(judged -> judged.offer().build().age())
                .thenComparing(Ranking::maturity)
                .thenComparing(
                        judged -> !natives.computeIfAbsent(cuda(judged), cuda -> isNative(cuda, target, drivers)))
                .thenComparing(Ranking::cuda, reverseOrder())
                .thenComparingInt(judged -> judged.offer().source().order());
    }

    private static Maturity maturity(Judged judged) {
        GpuCode code = judged.offer().build().code();
        return code == null ? Maturity.STABLE : code.maturity();
    }

    private static CudaVersion cuda(Judged judged) {
        return judged.offer().build().cuda().orElse(NO_CUDA);
    }

    private static boolean isNative(CudaVersion cuda, Target target, Drivers drivers) {
        return switch (target) {
            case Target.Gpus gpus -> new DriverRule(gpus, drivers).isNative(cuda);
            case Target.Processor _, Target.Refused _ -> true;
        };
    }
}
