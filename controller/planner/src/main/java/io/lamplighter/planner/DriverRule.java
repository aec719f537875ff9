package io.lamplighter.planner;

import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.DriverTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The driver runs the build's CUDA, and its branch serves every counted GPU. */
record DriverRule(Target.Gpus target, DriverTable drivers) implements Rule {
    @Override
    public String id() {
        return "driver";
    }

    @Override
    public Finding judge(Offer offer) {
        return offer.wheel().cuda().map(cuda -> judge(offer, cuda)).orElseGet(Finding::holds);
    }

    private Finding judge(Offer offer, CudaVersion cuda) {
        Optional<DottedVersion> minimum = drivers.minimum(cuda, target.system());
        if (minimum.isEmpty()) {
            return new Finding.NotKnown("which driver CUDA " + cuda + " needs");
        }
        if (target.driver().compareTo(minimum.get()) < 0) {
            String reach = drivers.reach(target.driver(), target.system())
                    .map(newest -> "runs " + newest + " builds at most")
                    .orElse("is older than any that torch can use");
            return new Finding.Fails(
                    "driver " + target.driver() + " " + reach + "; "
                            + offer.wheel().build() + " needs " + minimum.get(),
                    remedy(offer, minimum.get()).orElse(null));
        }
        return target.counted().stream()
                .flatMap(gpu -> unserved(gpu).stream())
                .findFirst()
                .<Finding>map(fact ->
                        new Finding.Fails(fact, remedy(offer, minimum.get()).orElse(null)))
                .orElseGet(() -> new Finding.Holds("driver " + target.driver() + " runs CUDA " + cuda
                        + (isNative(cuda) ? "" : " by minor-version compatibility")));
    }

    private Optional<String> unserved(PlanningFacts.Gpu gpu) {
        int branch = target.driver().first();
        String unserved = "driver " + target.driver() + " does not serve " + FactLines.name(gpu) + ": ";
        return drivers.branchesOf(gpu.computeCapability()).flatMap(branches -> {
            Integer first = branches.first();
            Integer last = branches.last();
            if (last != null && branch > last) {
                return Optional.of(unserved + "branch " + last + " is the last for " + branches.architecture());
            }
            return first != null && branch < first
                    ? Optional.of(unserved + branches.architecture() + " needs branch " + first + " or newer")
                    : Optional.empty();
        });
    }

    /** The drivers that run the build and serve every counted GPU; empty where there are none. */
    private Optional<Finding.Remedy> remedy(Offer offer, DottedVersion minimum) {
        List<DriverTable.Branches> all = target.counted().stream()
                .flatMap(gpu -> drivers.branchesOf(gpu.computeCapability()).stream())
                .toList();
        DottedVersion oldest = all.stream()
                .flatMap(branches -> Stream.ofNullable(branches.first()))
                .map(first -> DottedVersion.parse(first.toString()))
                .filter(first -> first.compareTo(minimum) > 0)
                .max(naturalOrder())
                .orElse(minimum);
        Optional<Integer> last = all.stream()
                .flatMap(branches -> Stream.ofNullable(branches.last()))
                .min(naturalOrder());
        return last.filter(branch -> branch < oldest.first()).isPresent()
                ? Optional.empty()
                : Optional.of(new Finding.Remedy(
                        Finding.Change.DRIVER,
                        "driver " + oldest + " or newer"
                                + last.map(branch -> ", up to branch " + branch + ",")
                                        .orElse("") + " would run "
                                + offer.name(),
                        oldest));
    }

    /** Whether the driver supports a CUDA version whole: what it says itself counts more than the table. */
    boolean isNative(CudaVersion cuda) {
        CudaVersion ofDriver = target.ofDriver();
        return ofDriver == null
                ? drivers.nativeFrom(cuda, target.system())
                        .filter(minimum -> minimum.compareTo(target.driver()) <= 0)
                        .isPresent()
                : cuda.compareTo(ofDriver) <= 0;
    }
}
