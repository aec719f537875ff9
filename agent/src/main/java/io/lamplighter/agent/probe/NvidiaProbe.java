package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.machine.CudaState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Driver and GPUs by {@code nvidia-smi}, compared with what the kernel says of the module and the bus. Not knowing is a
 * reading too, with the health check that says so.
 */
final class NvidiaProbe implements Probe<NvidiaReading> {
    private final Path root;
    private final Supplier<Optional<Path>> nvidiaSmi;
    private final CommandRunner commands;
    private final Duration timeout;

    /** @param nvidiaSmi where it is now: drivers come and go while the agent runs */
    NvidiaProbe(Path root, Supplier<Optional<Path>> nvidiaSmi, CommandRunner commands, Duration timeout) {
        this.root = root;
        this.nvidiaSmi = nvidiaSmi;
        this.commands = commands;
        this.timeout = timeout;
    }

    @Override
    public String source() {
        return "nvidia_smi";
    }

    @Override
    public NvidiaReading read() throws ProbeException, IOException, InterruptedException {
        PciBus bus = PciBus.read(root);
        KernelModule module = KernelModule.read(root).orElse(null);
        Optional<Path> program = nvidiaSmi.get();
        if (program.isEmpty()) {
            return new NvidiaReading(
                    withoutTool(bus, module), List.of(), bus.devices().size(), module, null);
        }
        CommandResult answer = run(program.get(), NvidiaSmi.QUERY, NvidiaSmi.FORMAT);
        Versions versions =
                answer instanceof Exited(int status, String _) && status == 0 ? versions(program.get()) : Versions.NONE;
        return judge(bus, module, answer, versions);
    }

    /** GPUs that sleep need not be woken to be asked again. */
    boolean asleep() throws IOException {
        return PciBus.read(root).asleep();
    }

    static NvidiaReading judge(PciBus bus, @Nullable KernelModule module, CommandResult answer, Versions versions) {
        List<ListedGpu> gpus = List.of();
        CudaState driver;
        switch (answer) {
            case TimedOut() -> driver = NvidiaCheck.UNRESPONSIVE.because("nvidia-smi did not end in time");
            case Exited(int _, String output)
            when NvidiaSmi.saysNoDevices(output) -> driver = withoutDevices(bus, module, versions);
            case Exited(int status, String output) when status != 0 -> driver = failed(bus, module, status, output);
            case Exited(int _, String output) -> {
                try {
                    NvidiaSmi.Listing listing = NvidiaSmi.parse(output);
                    gpus = listing.gpus();
                    driver = compared(bus, module, listing, versions);
                } catch (ProbeException e) {
                    driver = new CudaState.Unknown(null, e.getMessage());
                }
            }
        }
        return new NvidiaReading(driver, gpus, bus.devices().size(), module, versions.nvml());
    }

    private static CudaState compared(
            PciBus bus, @Nullable KernelModule module, NvidiaSmi.Listing listing, Versions versions) {
        if (module != null && !module.version().equals(listing.driverVersion())) {
            return NvidiaCheck.VERSION_MISMATCH.because(
                    "module " + module.version() + ", nvidia-smi says " + listing.driverVersion());
        }
        if (bus.servedByNvidia() > listing.gpus().size()) {
            return NvidiaCheck.GPU_LOST.because("the driver has taken " + bus.servedByNvidia()
                    + " GPUs on the bus and lists " + listing.gpus().size());
        }
        return new CudaState.Loaded(listing.driverVersion(), versions.cuda());
    }

    private static CudaState withoutDevices(PciBus bus, @Nullable KernelModule module, Versions versions) {
        if (!bus.isEmpty()) {
            return NvidiaCheck.GPU_LOST.because(
                    "nvidia-smi finds no device, the bus has " + bus.devices().size());
        }
        return module == null
                ? new CudaState.Unknown(null, "nvidia-smi finds no device and no module is loaded")
                : new CudaState.Loaded(module.version(), versions.cuda());
    }

    private static CudaState failed(PciBus bus, @Nullable KernelModule module, int status, String output) {
        String said = "nvidia-smi ends with " + status + ": " + output.strip().replaceAll("\\s*\\n\\s*", " ");
        Optional<String> field = NvidiaSmi.unknownField(output);
        if (field.isPresent()) {
            String version = module == null ? "" : " " + module.version();
            return new CudaState.Unknown(
                    null,
                    "the driver" + version + " is too old to tell " + field.get()
                            + " of its GPUs; install a newer driver, 510 or later");
        }
        Optional<NvidiaCheck> check = NvidiaCheck.of(status, output);
        if (check.equals(Optional.of(NvidiaCheck.NOT_LOADED)) && bus.isEmpty() && module == null) {
            return new CudaState.Unknown(
                    null,
                    "nvidia-smi is installed, but there is neither a module nor a GPU; remove the driver's packages"
                            + " if this machine has no GPU");
        }
        return check.<CudaState>map(known -> known.because(nouveau(bus, said)))
                .orElseGet(() -> new CudaState.Unknown(null, said));
    }

    private static CudaState withoutTool(PciBus bus, @Nullable KernelModule module) {
        if (module != null) {
            return NvidiaCheck.LIBRARY_MISSING.because(
                    "module " + module.version() + " is loaded and nvidia-smi is not installed");
        }
        return bus.isEmpty()
                ? new CudaState.Absent()
                : NvidiaCheck.NOT_LOADED.because(nouveau(bus, bus.devices().size() + " GPU on the bus and no driver"));
    }

    private static String nouveau(PciBus bus, String seen) {
        return bus.ownedByNouveau() ? seen + "; nouveau has taken the GPU" : seen;
    }

    /** Old tools know no {@code --version}; their table has it. */
    private Versions versions(Path program) throws IOException, InterruptedException {
        String version = output(program, "--version");
        return NvidiaSmi.cuda(version).isPresent() ? Versions.of(version) : Versions.of(output(program));
    }

    private String output(Path program, String... arguments) throws IOException, InterruptedException {
        return run(program, arguments) instanceof Exited(int _, String output) ? output : "";
    }

    private CommandResult run(Path program, String... arguments) throws IOException, InterruptedException {
        String[] line = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return commands.run(Command.of(timeout, line));
    }

    @Override
    public Optional<NvidiaReading> overdue() {
        CudaState driver = NvidiaCheck.UNRESPONSIVE.because("reading the driver did not end in time");
        return Optional.of(new NvidiaReading(driver, List.of(), 0, null, null));
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

    /** What the tool says besides the GPUs. */
    record Versions(@Nullable String cuda, @Nullable String nvml) {
        static final Versions NONE = new Versions(null, null);

        static Versions of(String output) {
            return new Versions(
                    NvidiaSmi.cuda(output).orElse(null), NvidiaSmi.nvml(output).orElse(null));
        }
    }
}
