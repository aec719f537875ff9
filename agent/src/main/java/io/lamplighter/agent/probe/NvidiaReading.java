package io.lamplighter.agent.probe;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Driver and GPUs, by everything that tells of them.
 *
 * @param gpus those that the driver named
 * @param onBus how many GPUs of NVIDIA the PCI bus has
 * @param module absent when none is loaded
 * @param nvml version of the driver's library; absent where it was not said
 */
public record NvidiaReading(
        CudaState driver,
        List<ListedGpu> gpus,
        int onBus,
        @Nullable KernelModule module,
        @Nullable String nvml) {
    public NvidiaReading {
        gpus = List.copyOf(gpus);
    }

    /**
     * A GPU with its place in this machine.
     *
     * @param busId {@code 0000:01:00.0}; empty where it was not said
     * @param vbios version of its firmware; empty where it was not said
     */
    public record ListedGpu(int index, Gpu gpu, String busId, String vbios) {}
}
