package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.RememberedAnswers;
import io.lamplighter.agent.process.RememberedAnswers.Answer;
import io.lamplighter.agent.process.UntrustedProgramException;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

    /**
     * One value a line, and the files that decide it after these: the program that runs, the standard library, a shared
     * library of Python. A venv, another implementation and a build without the lock give none.
     */
    private static final String QUESTION = """
            import os, platform, sys, sysconfig
            if sys.prefix == sys.base_prefix and sys.implementation.name == "cpython" \\
                    and not sysconfig.get_config_var("Py_GIL_DISABLED"):
                print(platform.python_version())
                print(os.path.realpath(sys.executable))
                print(os.readlink("/proc/self/exe"))
                print(os.path.dirname(os.__file__))
                print(*{line.split()[-1] for line in open("/proc/self/maps") if "/libpython" in line}, sep="\\n")
            """;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    private static final Logger LOG = Logger.getLogger(InterpreterProbe.class);

    private final Set<Path> reported = ConcurrentHashMap.newKeySet();
    private final Programs programs;
    private final CommandRunner commands;
    private final Duration timeout;
    private final RememberedAnswers<Optional<Interpreter>> pythons;
    private final RememberedAnswers<Optional<Interpreter>> shims;

    InterpreterProbe(Programs programs, CommandRunner commands, Duration timeout, InstantSource clock) {
        this.programs = programs;
        this.commands = commands;
        this.timeout = timeout;
        pythons = new RememberedAnswers<>(DAY, clock);
        shims = new RememberedAnswers<>(HOUR, clock);
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

    /** A Python that is as it was is not started; where a shim leads is decided by more than can be seen. */
    private Optional<Interpreter> ask(Path candidate) throws IOException, InterruptedException {
        boolean compiled = RememberedAnswers.isCompiled(candidate);
        try {
            return (compiled ? pythons : shims)
                    .ask(candidate, each -> askNow(each, compiled ? Set.of() : choice(each)));
        } catch (UntrustedProgramException e) {
            if (reported.add(candidate)) {
                LOG.warn(e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** What a shim is decided by: itself, and where pyenv keeps what its shims lead to. */
    private static Set<Path> choice(Path shim) {
        Path folder = shim.getParent();
        return folder != null && folder.endsWith("shims")
                ? Set.of(shim, folder.resolveSibling("version"), folder.resolveSibling("versions"))
                : Set.of(shim);
    }

    private Answer<Optional<Interpreter>> askNow(Path candidate, Set<Path> choice)
            throws IOException, InterruptedException {
        Command command =
                new Command(List.of(candidate.toString(), "-I", "-c", QUESTION), ENVIRONMENT, Path.of("/"), timeout);
        return commands.run(command) instanceof Exited(int status, String output)
                ? answer(candidate, choice, status == 0 ? output : "")
                : new Answer<>(Optional.empty(), Set.of());
    }

    /** A program that is no Python is asked again, unless it is a shim: what made it none is not known. */
    private static Answer<Optional<Interpreter>> answer(Path candidate, Set<Path> choice, String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() < 2
                || !lines.get(0).startsWith("3.")
                || !lines.stream().skip(1).allMatch(line -> line.startsWith("/"))) {
            return new Answer<>(Optional.empty(), choice);
        }
        Set<Path> decidedBy = new HashSet<>(choice);
        lines.stream().skip(2).map(Path::of).forEach(decidedBy::add);
        if (!decidedBy.isEmpty()) {
            decidedBy.add(candidate);
        }
        return new Answer<>(Optional.of(new Interpreter(lines.get(0), lines.get(1))), decidedBy);
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
