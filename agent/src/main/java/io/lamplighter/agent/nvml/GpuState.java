package io.lamplighter.agent.nvml;

import io.lamplighter.api.machine.ComputeCapability;
import org.jspecify.annotations.Nullable;

/** One GPU as the library has it now. */
public sealed interface GpuState {
    /** It answers. */
    record Sampled(Identity gpu, GpuSample sample) implements GpuState {}

    /** It is powered down; nothing was asked that would wake it. */
    record Sleeping(Identity gpu) implements GpuState {}

    /**
     * It does not answer for itself.
     *
     * @param gpu absent where it never did
     * @param why {@link NvmlReturn#GPU_IS_LOST}, {@link NvmlReturn#RESET_REQUIRED}, or what else stands in the way
     */
    record Silent(int index, @Nullable Identity gpu, NvmlReturn why, int code) implements GpuState {}

    /**
     * What does not change while a driver is loaded.
     *
     * @param busId as sysfs names it, {@code 0000:01:00.0}; empty where it was not said
     * @param vbios version of its firmware; empty where it was not said
     * @param computeCapability absent where it was not said
     * @param memoryBytes that are installed; absent where it was not said
     */
    record Identity(
            int index,
            String uuid,
            String model,
            String busId,
            String vbios,
            @Nullable ComputeCapability computeCapability,
            @Nullable Long memoryBytes) {}
}
