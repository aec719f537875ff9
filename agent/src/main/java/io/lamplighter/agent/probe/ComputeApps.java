package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The programs that compute on GPUs, by {@code nvidia-smi}; GPUs that sleep compute nothing and are not woken. */
final class ComputeApps {
    /** NVIDIA's multi-process service holds a GPU all day; those that compute through it are listed beside it. */
    private static final String SERVICE = "nvidia-cuda-mps-server";

    private final Path root;
    private final Supplier<Optional<Path>> nvidiaSmi;
    private final CommandRunner commands;
    private final Duration timeout;

    ComputeApps(Path root, Supplier<Optional<Path>> nvidiaSmi, CommandRunner commands, Duration timeout) {
        this.root = root;
        this.nvidiaSmi = nvidiaSmi;
        this.commands = commands;
        this.timeout = timeout;
    }

    /** @throws IOException when it cannot be known */
    List<String> names() throws IOException, InterruptedException {
        PciBus bus = PciBus.read(root);
        Optional<Path> program = nvidiaSmi.get();
        if (bus.asleep() || (program.isEmpty() && bus.ofNvidia().isEmpty())) {
            return List.of();
        }
        if (program.isEmpty()) {
            throw new IOException("nvidia-smi is not installed");
        }
        return switch (commands.run(Command.of(
                timeout, program.get().toString(), "--query-compute-apps=process_name", "--format=csv,noheader"))) {
            case TimedOut() -> throw new IOException("nvidia-smi did not end in time");
            case Exited(int status, String output) when status == 0 -> parse(output);
            case Exited(int _, String output)
            when bus.ofNvidia().isEmpty() && NvidiaSmi.saysNoDevices(output) -> List.of();
            case Exited(int status, String output) ->
                throw new IOException("nvidia-smi ends with " + status + ": "
                        + output.strip().lines().findFirst().orElse(""));
        };
    }

    /** One path a line; one that may not be known, {@code [Insufficient Permissions]}, computes all the same. */
    static List<String> parse(String csv) {
        return csv.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.startsWith("[") ? "an unknown program" : line.substring(line.lastIndexOf('/') + 1))
                .filter(name -> !name.equals(SERVICE))
                .toList();
    }
}
