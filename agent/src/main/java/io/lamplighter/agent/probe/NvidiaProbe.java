package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.CudaJudgement.Evidence;
import io.lamplighter.agent.probe.CudaJudgement.Versions;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
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
    private final InstalledDriver installed;
    private final PciNames names;

    /** @param nvidiaSmi where it is now: drivers come and go while the agent runs */
    NvidiaProbe(Path root, Supplier<Optional<Path>> nvidiaSmi, CommandRunner commands, Duration timeout) {
        this.root = root;
        this.nvidiaSmi = nvidiaSmi;
        this.commands = commands;
        this.timeout = timeout;
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
        Optional<Path> program = nvidiaSmi.get();
        if (program.isEmpty()) {
            CudaState driver = CudaJudgement.withoutTool(kernel, otherGpu(kernel.bus()));
            return NvidiaReading.of(kernel, driver, List.of(), null);
        }
        return CudaJudgement.of(ask(kernel, program.get()));
    }

    private CudaState.@Nullable OtherVendor otherGpu(PciBus bus) throws IOException {
        PciBus.Device device = bus.ofOtherVendor().orElse(null);
        return device == null ? null : new CudaState.OtherVendor(device.vendor().title(), names.of(device));
    }

    private Evidence ask(Kernel kernel, Path program) throws IOException, InterruptedException {
        GpuQuery query = GpuQuery.WHOLE;
        CommandResult answer = run(program, query.option(), GpuQuery.FORMAT);
        for (Optional<GpuQuery> next = query.insteadOf(answer); next.isPresent(); next = query.insteadOf(answer)) {
            query = next.get();
            answer = run(program, query.option(), GpuQuery.FORMAT);
        }
        return answer instanceof Exited(int status, String _) && status == 0
                ? new Evidence(kernel, query, answer, versions(program), onDisk(kernel))
                : new Evidence(kernel, query, answer, Versions.NONE, null);
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
}
