package io.lamplighter.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Begins with CUDA in a process of its own: in the agent it could not be ended again, would hold the driver as long as
 * the agent runs, and a crash would be the agent's.
 */
final class CudaTrialProbe implements Probe<CudaTrial> {
    private static final String LIBRARY = "libcuda.so.1";
    private static final String PROGRAM = program();
    private static final Pattern READY = Pattern.compile("ready (\\d+) (\\d+)");
    private static final Pattern REFUSED = Pattern.compile("refused (\\w+) (\\d+)");
    private static final Pattern NO_LIBRARY = Pattern.compile("library (.*)");

    private final Path root;
    private final Supplier<List<Interpreter>> pythons;
    private final CommandRunner commands;
    private final Duration timeout;

    CudaTrialProbe(Path root, Supplier<List<Interpreter>> pythons, CommandRunner commands, Duration timeout) {
        this.root = root;
        this.pythons = pythons;
        this.commands = commands;
        this.timeout = timeout;
    }

    @Override
    public String source() {
        return "cuda_driver";
    }

    @Override
    public CudaTrial read() throws ProbeException, IOException, InterruptedException {
        Interpreter python = pythons.get().stream()
                .findFirst()
                .orElseThrow(() -> new ProbeException("there is no Python to try it with"));
        CommandResult result = commands.run(Command.of(timeout, python.path(), "-I", "-S", "-c", PROGRAM, library()));
        return switch (result) {
            case Exited(int status, String output) -> parse(status, output);
            case TimedOut() -> new CudaTrial.Died("does not come back within " + timeout.toSeconds() + " s");
        };
    }

    private String library() {
        return NvmlLocations.folders(root).stream()
                .map(folder -> folder.resolve(LIBRARY))
                .filter(Files::exists)
                .findFirst()
                .map(Path::toString)
                .orElse(LIBRARY);
    }

    static CudaTrial parse(int status, String output) {
        String line = output.strip();
        Matcher ready = READY.matcher(line);
        Matcher refused = REFUSED.matcher(line);
        Matcher missing = NO_LIBRARY.matcher(line);
        if (ready.matches()) {
            return new CudaTrial.Ready(Integer.parseInt(ready.group(1)), Integer.parseInt(ready.group(2)));
        }
        if (refused.matches()) {
            return new CudaTrial.Refused(refused.group(1), Integer.parseInt(refused.group(2)));
        }
        return missing.matches()
                ? new CudaTrial.NoLibrary(missing.group(1))
                : new CudaTrial.Died("ends with " + status + (line.isEmpty() ? "" : ": " + lastLine(line)));
    }

    private static String lastLine(String text) {
        return text.lines().reduce((_, last) -> last).orElse("");
    }

    @Override
    public Optional<CudaTrial> overdue() {
        return Optional.of(new CudaTrial.Died("does not come back, and cannot be ended"));
    }

    private static String program() {
        try (InputStream text = Objects.requireNonNull(CudaTrialProbe.class.getResourceAsStream("cuda-trial.py"))) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
