package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.probe.CudaJudgement.Evidence;
import io.lamplighter.agent.probe.CudaJudgement.Versions;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.HealthCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Driver and GPUs by NVIDIA's library, else by {@code nvidia-smi}, compared with each other and with what the kernel
 * says of the module and the bus. Not knowing is a reading too, with the health check that says so.
 */
final class NvidiaProbe implements Probe<NvidiaReading> {
    private final Path root;
    private final @Nullable Nvml nvml;
    private final NvidiaTool tool;
    private final CrossCheck crossCheck;
    private final InstalledDriver installed;
    private final PciNames names;

    /**
     * Nothing is asked yet.
     *
     * @param nvml absent where the tool alone is to be asked
     * @param nvidiaSmi where it is now: drivers come and go while the agent runs
     */
    NvidiaProbe(
            Path root,
            @Nullable Nvml nvml,
            Supplier<Optional<Path>> nvidiaSmi,
            CommandRunner commands,
            Duration timeout) {
        this.root = root;
        this.nvml = nvml;
        this.tool = new NvidiaTool(nvidiaSmi, commands, timeout);
        this.crossCheck = new CrossCheck(tool);
        this.installed = new InstalledDriver(root, commands, timeout);
        this.names = new PciNames(root);
    }

    @Override
    public String source() {
        return "nvidia_smi";
    }

    @Override
    public NvidiaReading read() throws ProbeException, IOException, InterruptedException {
        Kernel kernel = Kernel.read(root);
        if (nvml == null) {
            return byTool(kernel, Optional.empty());
        }
        NvmlReading reading = nvml.read();
        return switch (reading) {
            case NvmlReading.Read read -> byLibrary(nvml, kernel, read);
            case NvmlReading.Unresponsive(Instant since) ->
                NvidiaReading.of(
                        kernel,
                        NvidiaCheck.UNRESPONSIVE.because("a call into it has not come back since " + since),
                        List.of(),
                        null,
                        NvidiaReading.NVML);
            case NvmlReading.Released(Instant until) ->
                throw new ProbeException("the driver is left alone until " + until);
            case NvmlReading.Failed _, NvmlReading.NoLibrary _, NvmlReading.Unusable _, NvmlReading.Asleep _ ->
                byTool(kernel, NvmlJudgement.withoutAnswer(kernel, reading));
        };
    }

    private NvidiaReading byLibrary(Nvml library, Kernel kernel, NvmlReading.Read read)
            throws IOException, InterruptedException {
        Optional<List<ListedGpu>> gpus = NvmlJudgement.gpus(read);
        if (gpus.isEmpty()) {
            return byTool(kernel, Optional.empty());
        }
        CudaState driver = NvmlJudgement.obstacle(read).orElse(null);
        if (driver == null) {
            NvidiaSmi.Listing listing = new NvidiaSmi.Listing(read.driver(), gpus.get());
            driver = CudaJudgement.compared(kernel, listing, NvmlJudgement.cuda(read), onDisk(kernel));
            if (driver instanceof CudaState.GpuLost) {
                library.renew();
            } else if (driver instanceof CudaState.Working) {
                driver = crossCheck
                        .contradiction(listing)
                        .<CudaState>map(said -> new CudaState.Unknown(HealthCheck.GPU_COUNT.id(), said))
                        .orElse(driver);
            }
        }
        return NvidiaReading.of(kernel, driver, gpus.get(), read.nvml(), NvidiaReading.NVML);
    }

    /**
     * Asks the tool.
     *
     * @param library what NVIDIA's library meant; it counts where the tool is missing or not understood
     */
    private NvidiaReading byTool(Kernel kernel, Optional<CudaState> library) throws IOException, InterruptedException {
        Optional<NvidiaTool.Answered> answered = tool.ask();
        if (answered.isEmpty()) {
            CudaState driver = library.orElse(null);
            if (driver == null || !driverIsWanted(kernel)) {
                driver = CudaJudgement.withoutTool(kernel, otherGpu(kernel.bus()));
            }
            return NvidiaReading.of(kernel, driver, List.of(), null, NvidiaReading.TOOL);
        }
        NvidiaReading reading = CudaJudgement.of(evidence(kernel, answered.get()));
        return reading.driver() instanceof CudaState.Unknown && library.isPresent() && driverIsWanted(kernel)
                ? NvidiaReading.of(kernel, library.get(), List.of(), null, NvidiaReading.NVML)
                : reading;
    }

    /** A library alone, left behind on a machine without a GPU, says nothing of the machine. */
    private static boolean driverIsWanted(Kernel kernel) {
        return kernel.module() != null || !kernel.bus().ofNvidia().isEmpty() || kernel.underWindows();
    }

    private Evidence evidence(Kernel kernel, NvidiaTool.Answered answered) throws IOException, InterruptedException {
        return answered.succeeded()
                ? new Evidence(
                        kernel, answered.query(), answered.answer(), tool.versions(answered.tool()), onDisk(kernel))
                : new Evidence(kernel, answered.query(), answered.answer(), Versions.NONE, null);
    }

    private CudaState.@Nullable OtherVendor otherGpu(PciBus bus) throws IOException {
        PciBus.Device device = bus.ofOtherVendor().orElse(null);
        return device == null ? null : new CudaState.OtherVendor(device.vendor().title(), names.of(device));
    }

    /** Where Windows keeps the driver, what is installed here says nothing of it. */
    private @Nullable String onDisk(Kernel kernel) throws InterruptedException {
        try {
            return kernel.underWindows() ? null : installed.version().orElse(null);
        } catch (IOException _) {
            return null; // what is on disk does not make a driver doubtful that answers
        }
    }

    /** GPUs that sleep need not be woken to be asked again. */
    boolean asleep() throws IOException {
        return PciBus.read(root).asleep();
    }

    @Override
    public Optional<NvidiaReading> overdue() {
        CudaState driver = NvidiaCheck.UNRESPONSIVE.because("reading the driver did not end in time");
        return Optional.of(new NvidiaReading(driver, List.of(), 0, null, null, NvidiaReading.TOOL));
    }

    @Override
    public Optional<String> failure(NvidiaReading reading) {
        return reading.driver() instanceof CudaState.Blocked blocked
                ? Optional.of(blocked.check()
                        .map(check -> check.id().replace('.', '_'))
                        .orElse("not_understood"))
                : Optional.empty();
    }

    @Override
    public List<String> failures() {
        return Stream.concat(Stream.of(NvidiaCheck.values()).map(NvidiaCheck::label), Stream.of("not_understood"))
                .toList();
    }
}
