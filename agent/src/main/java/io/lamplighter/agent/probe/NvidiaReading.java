package io.lamplighter.agent.probe;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.pci.PciDeviceId;
import io.lamplighter.api.pci.PciGpus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Driver and GPUs, by everything that tells of them.
 *
 * @param gpus those that the driver named
 * @param onBus how many GPUs of NVIDIA the PCI bus has
 * @param module absent when none is loaded
 * @param nvml version of the driver's library; absent where it was not said
 * @param listedBy who named them: {@code nvml} or {@code nvidia_smi}
 */
public record NvidiaReading(
        CudaState driver,
        List<ListedGpu> gpus,
        int onBus,
        @Nullable KernelModule module,
        @Nullable String nvml,
        String listedBy) {
    /** As metrics name NVIDIA's library. */
    static final String NVML = "nvml";

    /** As metrics name the driver's tool. */
    static final String TOOL = "nvidia_smi";

    public NvidiaReading {
        gpus = List.copyOf(gpus);
    }

    static NvidiaReading of(
            Kernel kernel, CudaState driver, List<ListedGpu> gpus, @Nullable String nvml, String listedBy) {
        return new NvidiaReading(driver, gpus, kernel.bus().ofNvidia().size(), kernel.module(), nvml, listedBy);
    }

    /**
     * A GPU with its place in this machine.
     *
     * @param busId {@code 0000:01:00.0}; empty where it was not said
     * @param vbios version of its firmware; empty where it was not said
     * @param lookedUp how its compute capability is known; absent where the driver told it
     */
    public record ListedGpu(
            int index,
            Gpu gpu,
            String busId,
            String vbios,
            @Nullable LookedUp lookedUp) {}

    /** What the id on the bus says of a GPU, in place of a driver that is too old to. */
    public record LookedUp(PciDeviceId id, PciGpus.Chip chip) {}
}
