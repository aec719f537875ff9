package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.manifest.BuildName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the CUDA build of a release series carries.
 *
 * @param series {@code 2.10}
 * @param gpus what it has binary code for; empty: not known
 * @param ptx what it has PTX for, which a driver can still translate; absent where there is none
 * @param cudnn the cuDNN that it brings; absent: not known
 */
public record GpuCode(
        String series,
        BuildName build,
        String architecture,
        Maturity maturity,
        List<ComputeCapability> gpus,
        @Nullable ComputeCapability ptx,
        @Nullable DottedVersion cudnn,
        String source) {
    public GpuCode {
        gpus = List.copyOf(gpus);
    }
}
