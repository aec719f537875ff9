package io.lamplighter.planner;

import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.Branches;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.Drivers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The driver runs the build's CUDA, and its branch serves every counted GPU. */
final class DriverRule implements Rule {
    private final Target.Gpus target;
    private final Drivers drivers;
    private final @Nullable String unserved;

    DriverRule(Target.Gpus target, Drivers drivers) {
        this.target = target;
        this.drivers = drivers;
        this.unserved = target.counted().stream()
                .flatMap(gpu -> unserved(gpu).stream())
                .findFirst()
                .orElse(null);
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

    private String reach() {
        return drivers.reach(target.driver(), target.system())
                .map(newest -> "runs " + newest + " builds at most")
                .orElse("is older than any that torch can use");
    }

    private Optional<String> unserved(PlanningFacts.Gpu gpu) {
        int branch = target.driver().first();
        return drivers.branchesOf(gpu.computeCapability()).flatMap(branches -> {
            String unserved = "driver " + target.driver() + " does not serve " + FactLines.name(gpu) + ": ";
            Integer first = branches.first();
            Integer last = branches.last();
            if (branches.endsBefore(branch)) {
                return Optional.of(unserved + "branch " + last + " is the last for " + branches.architecture());
            }
            return first != null && branch < first
                    ? Optional.of(unserved + branches.architecture() + " needs branch " + first + " or newer")
                    : Optional.empty();
        });
    }

    /** The drivers that run the build and serve every counted GPU; absent where there are none. */
    private Finding.@Nullable Remedy remedy(Offer offer, DottedVersion minimum) {
        List<Branches> all = target.counted().stream()
                .flatMap(gpu -> drivers.branchesOf(gpu.computeCapability()).stream())
                .toList();
        DottedVersion oldest = all.stream()
                .flatMap(branches -> Stream.ofNullable(branches.first()))
                .map(first -> DottedVersion.parse(first.toString()))
                .filter(first -> first.compareTo(minimum) > 0)
                .max(naturalOrder())
                .orElse(minimum);
        Integer last = all.stream()
                .flatMap(branches -> Stream.ofNullable(branches.last()))
                .min(naturalOrder())
                .orElse(null);
        return last != null && last < oldest.first()
                ? null
                : new Finding.Remedy(
                        Finding.Change.DRIVER,
                        () -> "driver " + oldest + " or newer" + (last == null ? "" : ", up to branch " + last + ",")
                                + " would run " + offer.name(),
                        oldest);
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
