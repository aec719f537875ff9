package io.lamplighter.planner;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DriverTable;
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
    static Comparator<Judged> of(Target target, DriverTable drivers) {
        boolean onGpus = target instanceof Target.Gpus;
        Map<CudaVersion, Boolean> natives = new HashMap<>();
        return comparing((Judged judged) -> !judged.isKept())
                .thenComparing(judged -> judged.offer().wheel().cuda().isPresent() != onGpus)
                .thenComparing(judged -> !judged.isProven())
                .thenComparing(judged -> judged.offer().wheel().release(), reverseOrder())
                .thenComparing(Ranking::maturity)
                .thenComparing(
                        judged -> !natives.computeIfAbsent(cuda(judged), cuda -> isNative(cuda, target, drivers)))
                .thenComparing(Ranking::cuda, reverseOrder())
                .thenComparingInt(judged -> judged.offer().source().order());
    }

    private static Maturity maturity(Judged judged) {
        GpuCode code = judged.offer().wheel().code();
        return code == null ? Maturity.STABLE : code.maturity();
    }

    private static CudaVersion cuda(Judged judged) {
        return judged.offer().wheel().cuda().orElse(NO_CUDA);
    }

    private static boolean isNative(CudaVersion cuda, Target target, DriverTable drivers) {
        return switch (target) {
            case Target.Gpus gpus -> new DriverRule(gpus, drivers).isNative(cuda);
            case Target.Processor _, Target.Refused _ -> true;
        };
    }
}
