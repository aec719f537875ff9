package io.lamplighter.planner;

import static java.util.Comparator.comparingLong;

import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.Drivers;
import io.lamplighter.planner.catalog.GpuCode;
import io.lamplighter.planner.catalog.Maturity;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The order of what is kept, and behind it of what is not. Builds for what torch computes on come first, so that a CPU
 * build is the last thing thought of on a GPU machine. Then: what is proven; newest torch; stable before experimental;
 * what the driver supports natively; highest CUDA; earlier source.
 */
final class Ranking {
    private static final int BEHIND_EVERY_CUDA = 0xFFFF;
    private static final int BITS_OF_BUILD = 40;

    private final boolean onGpus;
    private final long[] ofBuilds;

    private record Ranked(Judged judged, long rank) {}

    /** @param builds of a platform, all of them */
    Ranking(Target target, Drivers drivers, List<TorchBuild> builds) {
        this.onGpus = target.isOnGpus();
        Predicate<CudaVersion> natives = natives(target, drivers);
        this.ofBuilds =
                builds.stream().mapToLong(build -> ofBuild(build, natives)).toArray();
    }

    /** What is the same for every machine with the target. */
    private static long ofBuild(TorchBuild build, Predicate<CudaVersion> natives) {
        CudaVersion cuda = build.cudaVersion();
        GpuCode code = build.code();
        long rank = build.age();
        rank = rank << 2 | (code == null ? 0 : place(code.maturity()));
        rank = rank << 1 | bit(cuda != null && !natives.test(cuda));
        return rank << 16 | (cuda == null ? BEHIND_EVERY_CUDA : BEHIND_EVERY_CUDA - number(cuda));
    }

    /** The best first. */
    List<Judged> sorted(List<Judged> judged) {
        return judged.stream()
                .map(each -> new Ranked(each, rank(each)))
                .sorted(comparingLong(Ranked::rank))
                .map(Ranked::judged)
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * Lower is better. It is one number with a place for each criterion, the weightiest in front, because every build
     * is ranked for every machine of a fleet.
     */
    long rank(Judged judged) {
        Offer offer = judged.offer();
        long rank = bit(!judged.isKept());
        rank = rank << 1 | bit((offer.build().cudaVersion() != null) != onGpus);
        rank = rank << 1 | bit(!judged.isProven());
        rank = rank << BITS_OF_BUILD | ofBuilds[offer.build().index()];
        return rank << 16 | offer.source().order();
    }

    private static int place(Maturity maturity) {
        return switch (maturity) {
            case STABLE -> 0;
            case EXPERIMENTAL -> 1;
            case UNLISTED -> 2;
        };
    }

    private static int number(CudaVersion cuda) {
        return (cuda.major() << 8) + cuda.minor() - CudaVersion.ANY;
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }

    private static Predicate<CudaVersion> natives(Target target, Drivers drivers) {
        return switch (target) {
            case Target.Gpus gpus -> new DriverRule(gpus, drivers)::isNative;
            case Target.Processor _, Target.Refused _ -> _ -> true;
        };
    }
}
