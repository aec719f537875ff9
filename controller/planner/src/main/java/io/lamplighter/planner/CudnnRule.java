package io.lamplighter.planner;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.CudnnTable;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.DriverTable;
import io.lamplighter.planner.catalog.GpuCode;
import java.util.List;
import java.util.Optional;

/** The cuDNN of the build lists every counted GPU: code alone does not help where convolutions fail. */
record CudnnRule(Target.Gpus target, CudnnTable cudnn, DriverTable drivers) implements Rule {
    @Override
    public String id() {
        return "cudnn";
    }

    @Override
    public Finding judge(Offer offer) {
        Optional<CudaVersion> cuda = offer.wheel().cuda();
        if (cuda.isEmpty()) {
            return Finding.holds();
        }
        GpuCode code = offer.wheel().code();
        DottedVersion bundled = code == null ? null : code.cudnn();
        return bundled == null ? new Finding.NotKnown("which cuDNN it brings") : judge(bundled, cuda.get());
    }

    private Finding judge(DottedVersion bundled, CudaVersion cuda) {
        List<Finding> findings =
                target.counted().stream().map(gpu -> judge(bundled, cuda, gpu)).toList();
        return findings.stream()
                .filter(Finding.Fails.class::isInstance)
                .findFirst()
                .or(() -> findings.stream()
                        .filter(Finding.NotKnown.class::isInstance)
                        .findFirst())
                .orElseGet(findings::getFirst);
    }

    private Finding judge(DottedVersion bundled, CudaVersion cuda, PlanningFacts.Gpu gpu) {
        ComputeCapability capability = gpu.computeCapability();
        return switch (cudnn.lists(bundled, cuda, capability, drivers.isIntegrated(capability))) {
            case CudnnTable.Answer.Yes() -> Finding.holds();
            case CudnnTable.Answer.ByNeighbour(DottedVersion row) ->
                new Finding.Holds("cuDNN " + bundled + " has no row, " + row + " lists " + capability);
            case CudnnTable.Answer.No() ->
                Finding.fails("its cuDNN " + bundled + " does not list " + FactLines.name(gpu));
            case CudnnTable.Answer.NotKnown() ->
                new Finding.NotKnown("whether cuDNN " + bundled + " covers " + FactLines.name(gpu));
        };
    }
}
