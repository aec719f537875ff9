package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.CudaJudgement.Versions;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code nvidia-smi}, as it is asked: old ones know less. */
final class NvidiaTool {
    private final Supplier<Optional<Path>> program;
    private final CommandRunner commands;
    private final Duration timeout;

    /**
     * Starts nothing yet.
     *
     * @param program where it is now: drivers come and go while the agent runs
     */
    NvidiaTool(Supplier<Optional<Path>> program, CommandRunner commands, Duration timeout) {
        this.program = program;
        this.commands = commands;
        this.timeout = timeout;
    }

    /** Empty where it is not installed. */
    Optional<Answered> ask() throws IOException, InterruptedException {
        Optional<Path> found = program.get();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        GpuQuery query = GpuQuery.WHOLE;
        CommandResult answer = run(found.get(), query.option(), GpuQuery.FORMAT);
        for (Optional<GpuQuery> next = query.insteadOf(answer); next.isPresent(); next = query.insteadOf(answer)) {
            query = next.get();
            answer = run(found.get(), query.option(), GpuQuery.FORMAT);
        }
        return Optional.of(new Answered(found.get(), query, answer));
    }

    /** Old tools know no {@code --version}; their table has it. */
    Versions versions(Path tool) throws IOException, InterruptedException {
        String version = output(tool, "--version");
        return NvidiaSmi.cuda(version).isPresent() ? Versions.of(version) : Versions.of(output(tool));
    }

    /**
     * All that it knows of all GPUs, as XML.
     *
     * @throws ProbeException where it is not installed or fails
     */
    String document() throws ProbeException, IOException, InterruptedException {
        Path tool = program.get().orElseThrow(() -> new ProbeException("nvidia-smi is not installed"));
        CommandResult answer = run(tool, "-q", "-x");
        if (answer instanceof Exited(int status, String output) && status == 0) {
            return output;
        }
        throw new ProbeException("nvidia-smi -q -x: " + answer);
    }

    private String output(Path tool, String... arguments) throws IOException, InterruptedException {
        return run(tool, arguments) instanceof Exited(int _, String output) ? output : "";
    }

    private CommandResult run(Path tool, String... arguments) throws IOException, InterruptedException {
        String[] line =
                Stream.concat(Stream.of(tool.toString()), Stream.of(arguments)).toArray(String[]::new);
        return commands.run(Command.of(timeout, line));
    }

    /**
     * What it said of the GPUs.
     *
     * @param query that was answered
     */
    record Answered(Path tool, GpuQuery query, CommandResult answer) {
        boolean succeeded() {
            return answer instanceof Exited(int status, String _) && status == 0;
        }

        /** Empty where it failed or cannot be understood. */
        Optional<NvidiaSmi.Listing> listing() {
            try {
                return answer instanceof Exited(int status, String output) && status == 0
                        ? Optional.of(NvidiaSmi.parse(query, output))
                        : Optional.empty();
            } catch (ProbeException _) {
                return Optional.empty();
            }
        }
    }
}
