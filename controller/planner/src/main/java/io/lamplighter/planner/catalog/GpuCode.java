package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a CUDA build carries for GPUs.
 *
 * @param series of the releases that it is said of, {@code 2.10}
 * @param gpus what it has binary code for; empty: not known
 * @param unsure what one source says that it has code for and another denies
 * @param ptx what it has PTX for, which a driver can still translate; absent where there is none
 * @param cudnn the cuDNN that it brings; absent: not known
 * @param cudnnMajor of the cuDNN that the solver adds, where only that is known
 */
public record GpuCode(
        String series,
        String platform,
        Maturity maturity,
        List<ComputeCapability> gpus,
        List<ComputeCapability> unsure,
        @Nullable ComputeCapability ptx,
        @Nullable DottedVersion cudnn,
        @Nullable Integer cudnnMajor) {
    public GpuCode {
        gpus = List.copyOf(gpus);
        unsure = List.copyOf(unsure);
    }
}
