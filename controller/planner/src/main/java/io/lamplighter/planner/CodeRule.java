package io.lamplighter.planner;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.Drivers;
import io.lamplighter.planner.catalog.GpuCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The build has code for every counted GPU: binary code of the same major version and not above it, exact for an
 * integrated GPU; or PTX that is not above it, if the driver supports the build's CUDA whole, because it is the driver
 * that translates it. That cuDNN covers the GPU too, the third condition of PTX, is {@link CudnnRule}'s.
 */
final class CodeRule implements Rule {
    private final Target.Gpus target;
    private final DriverRule driver;
    private final Drivers drivers;
    private final List<PlanningFacts.Gpu> gpus;

    CodeRule(Target.Gpus target, DriverRule driver, Drivers drivers) {
        this.target = target;
        this.driver = driver;
        this.drivers = drivers;
        this.gpus = target.counted().stream().distinct().toList();
    }

    @Override
    public String id() {
        return "gpu";
    }

    @Override
    public Finding judge(Offer offer) {
        GpuCode code = offer.build().code();
        CudaVersion cuda = offer.build().cudaVersion();
        if (code == null || cuda == null) {
            return Finding.HOLDS;
        }
        return code.gpus().isEmpty() ? unlisted(offer, code, cuda) : judge(code, cuda);
    }

    /** Of a build whose list nobody knows one thing is known: what its CUDA makes no code for at all. */
    private Finding unlisted(Offer offer, GpuCode code, CudaVersion cuda) {
        for (PlanningFacts.Gpu gpu : gpus) {
            if (isIntegrated(gpu)) {
                return Finding.fails(() -> integrated(gpu));
            }
            ComputeCapability oldest = drivers.oldestGpu(cuda).orElse(null);
            if (oldest != null && gpu.computeCapability().compareTo(oldest) < 0) {
                return Finding.fails(() -> "CUDA " + cuda.major() + " makes no code for " + FactLines.name(gpu)
                        + ": it starts at " + oldest);
            }
            Optional<CudaVersion> first = drivers.firstCudaAfter(cuda, gpu.computeCapability());
            if (first.isPresent()) {
                return Finding.fails(() -> "CUDA " + cuda + " makes no code for " + FactLines.name(gpu) + ": "
                        + first.get() + " is the first that does");
            }
        }
        return new Finding.NotKnown(() -> "which GPUs " + offer.build().label() + " of torch " + code.series()
                + (offer.isOfConda() ? " has code for in " + offer.source().name() : " has code for")
                + " on " + code.platform());
    }

    private Finding judge(GpuCode code, CudaVersion cuda) {
        boolean translates = code.ptx() != null && driver.isNative(cuda);
        PlanningFacts.Gpu unsure = null;
        for (PlanningFacts.Gpu gpu : gpus) {
            if (binary(code.gpus(), gpu).isEmpty() && !isTranslated(code, gpu, translates)) {
                if (binary(code.unsure(), gpu).isEmpty()) {
                    return Finding.fails(() -> missing(code, gpu));
                }
                unsure = gpu;
            }
        }
        return unsure == null ? holds(code) : notSure(unsure);
    }

    private static Finding notSure(PlanningFacts.Gpu gpu) {
        return new Finding.NotKnown(
                () -> "whether it has code for " + FactLines.name(gpu) + ": one source says so, another denies it");
    }

    private Finding holds(GpuCode code) {
        return new Finding.Holds(() -> gpus.stream()
                .map(gpu -> serving(
                        code, gpu.computeCapability(), binary(code.gpus(), gpu).orElse(null)))
                .distinct()
                .collect(Collectors.joining(", ")));
    }

    private Optional<ComputeCapability> binary(List<ComputeCapability> code, PlanningFacts.Gpu gpu) {
        ComputeCapability capability = gpu.computeCapability();
        boolean exactly = isIntegrated(gpu);
        ComputeCapability best = null;
        for (ComputeCapability built : code) {
            boolean serves = built.equals(capability)
                    || (!exactly && built.major() == capability.major() && built.minor() < capability.minor());
            if (serves && (best == null || built.compareTo(best) > 0)) {
                best = built;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isTranslated(GpuCode code, PlanningFacts.Gpu gpu, boolean translates) {
        ComputeCapability ptx = code.ptx();
        return ptx != null && translates && !isIntegrated(gpu) && ptx.compareTo(gpu.computeCapability()) <= 0;
    }

    private static String serving(GpuCode code, ComputeCapability gpu, @Nullable ComputeCapability binary) {
        if (binary == null) {
            return code.ptx() + " PTX serves " + gpu;
        }
        return binary.equals(gpu) ? "code for " + gpu : binary + " code serves " + gpu;
    }

    private String missing(GpuCode code, PlanningFacts.Gpu gpu) {
        return isIntegrated(gpu)
                ? integrated(gpu)
                : "no code for " + FactLines.name(gpu) + "; built for "
                        + code.gpus().stream().map(ComputeCapability::toString).collect(Collectors.joining(", "))
                        + (code.ptx() == null
                                ? ""
                                : ", and PTX for " + code.ptx() + " that driver " + target.driver()
                                        + " does not translate");
    }

    private static String integrated(PlanningFacts.Gpu gpu) {
        return FactLines.name(gpu)
                + " is an integrated GPU: it takes builds made for it, which are on the index for Jetson";
    }

    private boolean isIntegrated(PlanningFacts.Gpu gpu) {
        return drivers.isIntegrated(gpu.computeCapability());
    }
}
