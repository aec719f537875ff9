package io.lamplighter.planner;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.CudnnAnswer;
import io.lamplighter.planner.catalog.CudnnSupport;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.Drivers;
import io.lamplighter.planner.catalog.GpuCode;
import java.util.Optional;

/** The cuDNN of the build lists every counted GPU: code alone does not help where convolutions fail. */
final class CudnnRule implements Rule {
    private final Target.Gpus target;
    private final CudnnSupport cudnn;
    private final Drivers drivers;

    CudnnRule(Target.Gpus target, CudnnSupport cudnn, Drivers drivers) {
        this.target = target;
        this.cudnn = cudnn;
        this.drivers = drivers;
    }

    @Override
    public String id() {
        return "cudnn";
    }

    @Override
    public Finding judge(Offer offer) {
        CudaVersion cuda = offer.build().cudaVersion();
        if (cuda == null) {
            return Finding.HOLDS;
        }
        GpuCode code = offer.build().code();
        return code == null ? unknown() : judge(code, cuda);
    }

    private static Finding unknown() {
        return new Finding.NotKnown(() -> "which cuDNN it brings");
    }

    private Finding judge(GpuCode code, CudaVersion cuda) {
        DottedVersion bundled = code.cudnn();
        Integer major = code.cudnnMajor();
        if (bundled == null && major != null) {
            return ofMajor(major, cuda);
        }
        return bundled == null ? unknown() : judge(bundled, cuda);
    }

    private Finding ofMajor(int major, CudaVersion cuda) {
        for (PlanningFacts.Gpu gpu : target.counted()) {
            if (!cudnn.everyOneLists(major, cuda, gpu.computeCapability())) {
                return new Finding.NotKnown(
                        () -> "whether the cuDNN " + major + " that the solver adds covers " + FactLines.name(gpu));
            }
        }
        return new Finding.Holds(() -> "every cuDNN " + major + " that there is a row of lists the GPUs");
    }

    private Finding judge(DottedVersion bundled, CudaVersion cuda) {
        Finding worst = Finding.HOLDS;
        for (PlanningFacts.Gpu gpu : target.counted()) {
            Finding finding = judge(bundled, cuda, gpu);
            switch (finding) {
                case Finding.Fails _ -> {
                    return finding;
                }
                case Finding.NotKnown _ -> worst = finding;
                case Finding.Holds _ -> worst = worst instanceof Finding.NotKnown ? worst : finding;
            }
        }
        return worst;
    }

    private Finding judge(DottedVersion bundled, CudaVersion cuda, PlanningFacts.Gpu gpu) {
        ComputeCapability capability = gpu.computeCapability();
        Optional<CudaVersion> first = drivers.firstCudaAfter(cuda, capability);
        if (first.isPresent()) {
            return Finding.fails(() -> "no cuDNN for CUDA " + cuda + " lists " + FactLines.name(gpu) + ": "
                    + first.get() + " is the first with code for it");
        }
        return switch (cudnn.lists(bundled, cuda, capability, drivers.isIntegrated(capability))) {
            case CudnnAnswer.Yes() -> Finding.HOLDS;
            case CudnnAnswer.ByNeighbour(DottedVersion row) ->
                new Finding.Holds(() -> "cuDNN " + bundled + " has no row, " + row + " lists " + capability);
            case CudnnAnswer.No() ->
                Finding.fails(() -> "its cuDNN " + bundled + " does not list " + FactLines.name(gpu));
            case CudnnAnswer.NotKnown() ->
                new Finding.NotKnown(() -> "whether cuDNN " + bundled + " covers " + FactLines.name(gpu));
        };
    }
}
