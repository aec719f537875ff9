package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.Branches;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.Drivers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The driver runs the build's CUDA, and its branch serves every counted GPU. */
final class DriverRule implements Rule {
    private final Target.Gpus target;
    private final Drivers drivers;
    private final @Nullable String unserved;

    /** The branches that serve every counted GPU begin and end with these; absent where no row says. */
    private final @Nullable DottedVersion first;

    private final @Nullable Integer last;

    DriverRule(Target.Gpus target, Drivers drivers) {
        this.target = target;
        this.drivers = drivers;
        String notServed = null;
        Integer newestFirst = null;
        Integer oldestLast = null;
        for (PlanningFacts.Gpu gpu : target.counted()) {
            Branches branches = drivers.branchesOf(gpu.computeCapability()).orElse(null);
            if (branches != null) {
                notServed = notServed == null ? unserved(gpu, branches) : notServed;
                newestFirst = greater(newestFirst, branches.first());
                oldestLast = less(oldestLast, branches.last());
            }
        }
        this.unserved = notServed;
        this.first = newestFirst == null ? null : DottedVersion.parse(newestFirst.toString());
        this.last = oldestLast;
    }

    private static @Nullable Integer greater(@Nullable Integer one, @Nullable Integer other) {
        return one == null || (other != null && other > one) ? other : one;
    }

    private static @Nullable Integer less(@Nullable Integer one, @Nullable Integer other) {
        return one == null || (other != null && other < one) ? other : one;
    }

    @Override
    public String id() {
        return "driver";
    }

    @Override
    public Finding judge(Offer offer) {
        CudaVersion cuda = offer.build().cudaVersion();
        if (cuda == null) {
            return Finding.HOLDS;
        }
        DottedVersion minimum = drivers.minimum(cuda, target.system()).orElse(null);
        if (minimum == null) {
            return new Finding.NotKnown(() -> "which driver CUDA " + cuda + " needs");
        }
        if (target.driver().compareTo(minimum) < 0) {
            return new Finding.Fails(
                    () -> "driver " + target.driver() + " " + reach() + "; "
                            + offer.build().label() + " needs " + minimum,
                    remedy(offer, minimum));
        }
        if (unserved != null) {
            return new Finding.Fails(() -> unserved, remedy(offer, minimum));
        }
        return new Finding.Holds(() -> "driver " + target.driver() + " runs CUDA " + cuda
                + (isNative(cuda) || !cuda.isWhole() ? "" : " by minor-version compatibility"));
    }

    /** Why a counted GPU is out of reach for any CUDA; empty where none is. */
    Optional<String> unserved() {
        return Optional.ofNullable(unserved);
    }

    /** How far the driver reaches, for people. */
    String reach() {
        return drivers.reach(target.driver(), target.system())
                .map(newest -> "runs " + newest + " builds at most")
                .orElse("is older than any that torch can use");
    }

    private @Nullable String unserved(PlanningFacts.Gpu gpu, Branches branches) {
        int branch = target.driver().first();
        String unserved = "driver " + target.driver() + " does not serve " + FactLines.name(gpu) + ": ";
        if (branches.endsBefore(branch)) {
            return unserved + "branch " + branches.last() + " is the last for " + branches.architecture();
        }
        Integer begins = branches.first();
        return begins != null && branch < begins
                ? unserved + branches.architecture() + " needs branch " + begins + " or newer"
                : null;
    }

    private Finding.@Nullable Remedy remedy(Offer offer, DottedVersion minimum) {
        return serving(minimum)
                .map(oldest -> new Finding.Remedy(Finding.Change.DRIVER, () -> serving(oldest, offer.name()), oldest))
                .orElse(null);
    }

    /** The oldest driver from one on that serves every counted GPU; empty where there is none. */
    private Optional<DottedVersion> serving(DottedVersion minimum) {
        DottedVersion oldest = first != null && first.compareTo(minimum) > 0 ? first : minimum;
        return last != null && last < oldest.first() ? Optional.empty() : Optional.of(oldest);
    }

    private String serving(DottedVersion oldest, String what) {
        return "driver " + oldest + " or newer" + (last == null ? "" : ", up to branch " + last + ",") + " would run "
                + what;
    }

    /** Which drivers would run a CUDA version and serve every counted GPU, for people; empty where none would. */
    Optional<String> remedy(CudaVersion cuda) {
        return drivers.minimum(cuda, target.system())
                .flatMap(this::serving)
                .map(oldest -> serving(oldest, "CUDA " + cuda));
    }

    /**
     * Whether the driver supports a CUDA version whole: what it says itself counts more than the table. Of a version
     * whose minor number is not known that can only be said when the driver is of a newer major.
     */
    boolean isNative(CudaVersion cuda) {
        CudaVersion ofDriver = target.ofDriver();
        if (!cuda.isWhole()) {
            return (ofDriver == null ? drivers.newestNative(target.driver(), target.system()) : Optional.of(ofDriver))
                    .filter(newest -> newest.major() > cuda.major())
                    .isPresent();
        }
        return ofDriver == null
                ? drivers.nativeFrom(cuda, target.system())
                        .filter(minimum -> minimum.compareTo(target.driver()) <= 0)
                        .isPresent()
                : cuda.compareTo(ofDriver) <= 0;
    }
}
