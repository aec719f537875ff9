package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.api.machine.CudaState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a machine's CUDA stands, from all that was read of it. Reasons say what was seen; remedies belong to the checks.
 */
final class CudaJudgement {
    private CudaJudgement() {}

    /**
     * What {@code nvidia-smi} answered, and what else tells of the driver.
     *
     * @param query that was answered
     * @param installed the version on disk; absent where none was looked for or found
     */
    record Evidence(
            Kernel kernel,
            GpuQuery query,
            CommandResult answer,
            Versions versions,
            @Nullable String installed) {}

    /** What the tool says besides the GPUs. */
    record Versions(@Nullable String cuda, @Nullable String nvml) {
        static final Versions NONE = new Versions(null, null);

        static Versions of(String output) {
            return new Versions(
                    NvidiaSmi.cuda(output).orElse(null), NvidiaSmi.nvml(output).orElse(null));
        }
    }

    static NvidiaReading of(Evidence evidence) {
        List<ListedGpu> gpus = List.of();
        CudaState driver;
        switch (evidence.answer) {
            case TimedOut() -> driver = NvidiaCheck.UNRESPONSIVE.because("nvidia-smi did not end in time");
            case Exited(int _, String output) when NvidiaSmi.saysNoDevices(output) -> driver = withoutDevices(evidence);
            case Exited(int status, String output) when status != 0 -> driver = failed(evidence.kernel, status, output);
            case Exited(int _, String output) -> {
                try {
                    NvidiaSmi.Listing listing = NvidiaSmi.parse(evidence.query, output);
                    gpus = listing.gpus();
                    driver = compared(evidence.kernel, listing, evidence.versions.cuda, evidence.installed);
                } catch (ProbeException e) {
                    driver = new CudaState.Unknown(null, e.getMessage());
                }
            }
        }
        return NvidiaReading.of(evidence.kernel, driver, gpus, evidence.versions.nvml, NvidiaReading.TOOL);
    }

    /**
     * Without {@code nvidia-smi}.
     *
     * @param otherGpu absent where no other vendor has a GPU on the bus
     */
    static CudaState withoutTool(Kernel kernel, CudaState.@Nullable OtherVendor otherGpu) {
        if (kernel.module() != null) {
            return NvidiaCheck.LIBRARY_MISSING.because(
                    "module " + kernel.module().version() + " is loaded and nvidia-smi is not installed");
        }
        if (kernel.underWindows() && kernel.lentDriver()) {
            return NvidiaCheck.LIBRARY_MISSING.because("Windows lends its NVIDIA driver, and nvidia-smi is not there");
        }
        int gpus = kernel.bus().ofNvidia().size();
        if (gpus > 0) {
            return notLoaded(kernel, gpus + " GPU on the bus and no driver");
        }
        return otherGpu == null ? new CudaState.Absent() : otherGpu;
    }

    /**
     * A driver that answers, beside what the kernel says.
     *
     * @param cuda the newest that the driver supports; absent where it was not said
     * @param installed the version on disk; absent where none was looked for or found
     */
    static CudaState compared(
            Kernel kernel, NvidiaSmi.Listing listing, @Nullable String cuda, @Nullable String installed) {
        String version = listing.driverVersion();
        if (kernel.module() != null && !kernel.module().version().equals(version)) {
            return NvidiaCheck.VERSION_MISMATCH.because(
                    "module " + kernel.module().version() + ", the library says " + version);
        }
        long served = kernel.bus().servedByNvidia();
        if (served > listing.gpus().size()) {
            return NvidiaCheck.GPU_LOST.because("the driver has taken " + served + " GPUs on the bus and lists "
                    + listing.gpus().size());
        }
        if (kernel.underWindows()) {
            return new CudaState.Wsl(version, cuda);
        }
        return installed != null && InstalledDriver.isNewer(installed, version)
                ? new CudaState.RebootPending(version, cuda, installed)
                : new CudaState.Loaded(version, cuda);
    }

    private static CudaState withoutDevices(Evidence evidence) {
        Kernel kernel = evidence.kernel;
        int onBus = kernel.bus().ofNvidia().size();
        if (kernel.bus().ownedByNouveau()) {
            return notLoaded(kernel, "nvidia-smi finds no device");
        }
        if (onBus > 0) {
            return NvidiaCheck.GPU_LOST.because("nvidia-smi finds no device, the bus has " + onBus);
        }
        return kernel.module() == null
                ? new CudaState.Unknown(null, "nvidia-smi finds no device and no module is loaded")
                : new CudaState.Loaded(kernel.module().version(), evidence.versions.cuda);
    }

    private static CudaState failed(Kernel kernel, int status, String output) {
        String said = "nvidia-smi ends with " + status + ": " + output.strip().replaceAll("\\s*\\n\\s*", " ");
        KernelModule module = kernel.module();
        Optional<String> field = GpuQuery.refused(output);
        if (field.isPresent()) {
            String version = module == null ? "" : " " + module.version();
            return new CudaState.Unknown(
                    null, "the driver" + version + " is too old to tell " + field.get() + " of its GPUs");
        }
        Optional<NvidiaCheck> check = NvidiaCheck.of(status, output);
        if (check.equals(Optional.of(NvidiaCheck.NOT_LOADED))) {
            return kernel.bus().ofNvidia().isEmpty() && module == null && !kernel.underWindows()
                    ? new CudaState.Unknown(
                            null,
                            "nvidia-smi is installed, but there is neither a module nor a GPU; remove the driver's"
                                    + " packages if this machine has no GPU")
                    : notLoaded(kernel, said);
        }
        return check.map(known -> known.because(said)).orElseGet(() -> new CudaState.Unknown(null, said));
    }

    /** What says that it finds no driver, as it does too where the driver is there and its node in /dev is not. */
    static CudaState notLoaded(Kernel kernel, String seen) {
        if (kernel.bus().ownedByNouveau()) {
            return new CudaState.Nouveau(seen + "; nouveau has taken the GPU");
        }
        return kernel.hidesModule()
                ? NvidiaCheck.DENIED.because(
                        seen + "; the module is loaded and /dev/nvidiactl is not there (nvidia-modprobe -c 0 makes it)")
                : NvidiaCheck.NOT_LOADED.because(seen);
    }
}
