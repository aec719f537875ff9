package io.lamplighter.planner;

import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.GpuCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The build has code for every counted GPU: binary code of the same major version and not above it, exact for an
 * integrated GPU; or PTX that is not above it, if the driver supports the build's CUDA whole, because it is the driver
 * that translates it. That cuDNN covers the GPU too, the third condition of PTX, is {@link CudnnRule}'s.
 */
record CodeRule(Target.Gpus target, DriverRule driver) implements Rule {
    @Override
    public String id() {
        return "gpu";
    }

    @Override
    public Finding judge(Offer offer) {
        GpuCode code = offer.wheel().code();
        if (code == null) {
            return Finding.holds();
        }
        if (code.gpus().isEmpty() && target.counted().stream().noneMatch(this::isIntegrated)) {
            return new Finding.NotKnown("which GPUs " + offer.wheel().build() + " of torch " + code.series()
                    + " has code for on " + code.architecture());
        }
        boolean translates = offer.wheel().cuda().filter(driver::isNative).isPresent();
        List<String> served = new ArrayList<>();
        for (PlanningFacts.Gpu gpu : target.counted()) {
            Optional<String> serving = serving(code, gpu.computeCapability(), translates);
            if (serving.isEmpty()) {
                return Finding.fails(missing(code, gpu));
            }
            served.add(serving.get());
        }
        return new Finding.Holds(served.stream().distinct().collect(Collectors.joining(", ")));
    }

    private Optional<String> serving(GpuCode code, ComputeCapability gpu, boolean translates) {
        boolean exactly = driver.drivers().isIntegrated(gpu);
        return code.gpus().stream()
                .filter(built ->
                        built.equals(gpu) || (!exactly && built.major() == gpu.major() && built.compareTo(gpu) < 0))
                .max(naturalOrder())
                .map(built -> built.equals(gpu) ? "code for " + gpu : built + " code serves " + gpu)
                .or(() -> Optional.ofNullable(code.ptx())
                        .filter(ptx -> translates && !exactly && ptx.compareTo(gpu) <= 0)
                        .map(ptx -> ptx + " PTX serves " + gpu));
    }

    private String missing(GpuCode code, PlanningFacts.Gpu gpu) {
        if (isIntegrated(gpu)) {
            return FactLines.name(gpu)
                    + " is an integrated GPU: it takes builds made for it, which are on the index for Jetson";
        }
        return "no code for " + FactLines.name(gpu) + "; built for "
                + code.gpus().stream().map(ComputeCapability::toString).collect(Collectors.joining(", "));
    }

    private boolean isIntegrated(PlanningFacts.Gpu gpu) {
        return driver.drivers().isIntegrated(gpu.computeCapability());
    }
}
