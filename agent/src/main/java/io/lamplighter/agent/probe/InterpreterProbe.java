package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.UntrustedProgramException;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Pythons that environments can be made from: each asked for itself, for a name on the PATH may be a script that picks
 * another, or a venv's link.
 */
final class InterpreterProbe implements Probe<List<Interpreter>> {
    private static final Pattern NAME = Pattern.compile("python3(\\.\\d{1,2})?");

    /** One value a line; a venv, another implementation and a build without the lock give none. */
    private static final String QUESTION = """
            import os, platform, sys, sysconfig
            if sys.prefix == sys.base_prefix and sys.implementation.name == "cpython" \\
                    and not sysconfig.get_config_var("Py_GIL_DISABLED"):
                print(platform.python_version())
                print(os.path.realpath(sys.executable))
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    private static final Logger LOG = Logger.getLogger(InterpreterProbe.class);

    private final Set<Path> reported = ConcurrentHashMap.newKeySet();
    private final Programs programs;
    private final CommandRunner commands;
    private final Duration timeout;

    InterpreterProbe(Programs programs, CommandRunner commands, Duration timeout) {
        this.programs = programs;
        this.commands = commands;
        this.timeout = timeout;
    }

    @Override
    public String source() {
        return "interpreters";
    }

    @Override
    public List<Interpreter> read() throws ProbeException, IOException, InterruptedException {
        Set<Path> candidates = new LinkedHashSet<>();
        for (Path program : programs.all(name -> NAME.matcher(name).matches())) {
            candidates.add(program.toRealPath());
        }
        Map<String, Interpreter> byPath = new LinkedHashMap<>();
        for (Interpreter found : ask(candidates)) {
            byPath.putIfAbsent(found.path(), found);
        }
        return byPath.values().stream()
                .sorted(Comparator.comparing(found -> !everybodyReaches(Path.of(found.path()))))
                .toList();
    }

    /** Side by side: a shim takes ten times as long as a Python. */
    private List<Interpreter> ask(Set<Path> candidates) throws ProbeException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Interpreter>>> answers = candidates.stream()
                    .map(candidate -> threads.submit(() -> ask(candidate)))
                    .toList();
            List<Interpreter> found = new ArrayList<>();
            for (Future<Optional<Interpreter>> answer : answers) {
                answer.get().ifPresent(found::add);
            }
            return found;
        } catch (ExecutionException e) {
            throw new ProbeException("a Python could not be asked: " + e.getCause(), e);
        }
    }

    private Optional<Interpreter> ask(Path candidate) throws IOException, InterruptedException {
        Command command =
                new Command(List.of(candidate.toString(), "-I", "-c", QUESTION), ENVIRONMENT, Path.of("/"), timeout);
        try {
            return commands.run(command) instanceof Exited(int status, String output) && status == 0
                    ? parse(output)
                    : Optional.empty();
        } catch (UntrustedProgramException e) {
            if (reported.add(candidate)) {
                LOG.warn(e.getMessage());
            }
            return Optional.empty();
        }
    }

    static Optional<Interpreter> parse(String output) {
        List<String> lines = output.lines().toList();
        return lines.size() == 2
                        && lines.get(0).startsWith("3.")
                        && lines.get(1).startsWith("/")
                ? Optional.of(new Interpreter(lines.get(0), lines.get(1)))
                : Optional.empty();
    }

    /** An environment made from a Python in somebody's home is of no use to others. */
    static boolean everybodyReaches(Path file) {
        for (Path part = file; part != null; part = part.getParent()) {
            try {
                if (!Files.getPosixFilePermissions(part).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }
}
