package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.UvCommands.SolveInput;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step.Install;
import io.lamplighter.api.plan.Step.Solve;
import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pip environments through uv. One run at a time: it remembers which uv that run uses. */
public final class UvInstaller implements Installer {
    private static final String NO_SOLUTION = "RESOLVER_NO_CANDIDATE";
    private static final int KILLED_BY_SIGNAL = 128;
    private static final long FULL_BYTES = 1 << 20;

    private final Layout layout;
    private final WatchedCommands commands;
    private final UvProgram program;
    private final MachineTrust trust;
    private final FetchedFiles fetched;
    private @Nullable UvCommands uv;

    public UvInstaller(Layout layout, WatchedCommands commands, UvProgram program, MachineTrust trust) {
        this.layout = layout;
        this.commands = commands;
        this.program = program;
        this.trust = trust;
        this.fetched = new FetchedFiles(layout.cache());
    }

    @Override
    public void create(Path generation, Interpreter interpreter, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Files.createDirectories(layout.scratch().resolve("home"));
        uv = new UvCommands(program.locate(sources), layout, trust);
        run(uv.createEnvironment(generation, Path.of(interpreter.path())), watch);
    }

    @Override
    public Solution solve(Path generation, Plan plan, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        try {
            return solveFirst(generation, plan, new SourceAddresses(sources), watch);
        } catch (IllegalArgumentException e) {
            throw new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
        }
    }

    private Solution solveFirst(Path generation, Plan plan, SourceAddresses addresses, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Solve solve = plan.only(Solve.class);
        List<Set<String>> roots = plan.stages().stream()
                .map(Install::requirements)
                .map(RequirementNames::of)
                .toList();
        List<String> passedOver = new ArrayList<>();
        for (Candidate candidate : solve.candidates()) {
            SolveProject project = new SolveProject(solve, candidate, addresses);
            try {
                SolveInput input = input(generation, project);
                Lock lock = lock(generation, input, watch);
                Dependencies dependencies = Dependencies.parse(run(uv().dependencies(input), watch));
                return new Solution(
                        candidate.name(),
                        passedOver,
                        lock,
                        project.indexes(),
                        Solution.divide(lock, dependencies, roots));
            } catch (FailureException e) {
                boolean isLast = candidate.equals(solve.candidates().getLast());
                if (isLast || !e.diagnosis().signature().value().startsWith(NO_SOLUTION)) {
                    throw e;
                }
                passedOver.add(candidate.name() + ": " + e.diagnosis().message());
            }
        }
        throw new IllegalStateException("a solve without a candidate");
    }

    private SolveInput input(Path generation, SolveProject project) throws IOException {
        Path file = layout.scratch().resolve("pyproject.toml");
        DurableFiles.replace(file, project.render().getBytes(UTF_8));
        return new SolveInput(file, generation.resolve("bin").resolve("python"), project.indexes());
    }

    private Lock lock(Path generation, SolveInput input, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Path file = lockOf(generation);
        run(uv().lock(input, file), watch);
        return Lock.parse(Files.readString(file));
    }

    private static Path lockOf(Path generation) {
        return generation.resolve("pylock.toml");
    }

    @Override
    public Download missing(Solution solution) throws IOException {
        return solution.lock().download(fetched.all());
    }

    @Override
    public void install(Path generation, Solution solution, int stage, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Path requirements = layout.scratch().resolve("requirements.txt");
        for (var group : solution.indexes().divide(solution.stages().get(stage)).entrySet()) {
            DurableFiles.replace(
                    requirements, solution.lock().requirements(group.getValue()).getBytes(UTF_8));
            run(uv().install(generation, requirements, group.getKey()), watch);
            fetched.add(solution.lock().digests(group.getValue()));
        }
    }

    @Override
    public Consistency consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        return switch (commands.run(uv().check(generation), watch)) {
            case Exited(int status, String output) when status > KILLED_BY_SIGNAL -> throw killed(status, output);
            case Exited(int status, String output) -> new Consistency(status == 0, lastLines(output));
            case TimedOut() -> throw new FailureException(Catalogue.named("INSTALLER_TIMEOUT", "check"), "");
        };
    }

    private UvCommands uv() {
        if (uv == null) {
            throw new IllegalStateException("no environment was created");
        }
        return uv;
    }

    /** The output of a command that succeeded. */
    private String run(Command command, CommandWatch watch) throws FailureException, IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        return switch (commands.run(command, new Remembering(watch, said))) {
            case Exited(int status, String output) when status == 0 -> output;
            case Exited(int status, String output) when status > KILLED_BY_SIGNAL -> throw killed(status, output);
            case Exited(int status, String output) -> throw new FailureException(diagnosis(output, status), output);
            case TimedOut() ->
                throw new FailureException(
                        Catalogue.named(
                                "INSTALLER_TIMEOUT",
                                "after " + command.timeout().toMinutes() + " minutes"),
                        said.toString());
        };
    }

    /** A full disk may have swallowed the very words that say so. */
    private Diagnosis diagnosis(String output, int status) throws IOException {
        if (Files.getFileStore(layout.root()).getUsableSpace() < FULL_BYTES) {
            return Catalogue.named("DISK_FULL", "");
        }
        return Catalogue.of(output).orElseGet(() -> Catalogue.named("INSTALLER_FAILED", "exit status " + status));
    }

    private static FailureException killed(int status, String output) {
        return new FailureException(
                Catalogue.named("INSTALLER_KILLED", "signal " + (status - KILLED_BY_SIGNAL)), output);
    }

    private static String lastLines(String output) {
        Matcher verdict = Pattern.compile("(?m)^(?!Using |Checked ).+$").matcher(output.strip());
        return verdict.results().map(found -> found.group().strip()).collect(Collectors.joining("; "));
    }

    /** Keeps what was said, for the one ending that has no output: a command that was killed at its deadline. */
    private record Remembering(CommandWatch watch, StringBuilder said) implements CommandWatch {
        @Override
        public void started(io.lamplighter.agent.process.ProcessGroup group) throws IOException {
            watch.started(group);
        }

        @Override
        public void line(String line) {
            said.append(line).append('\n');
            watch.line(line);
        }
    }
}
