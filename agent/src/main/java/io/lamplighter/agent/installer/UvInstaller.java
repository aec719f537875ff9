package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.UvCommands.SolveInput;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.name.Sha256;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pip environments through uv. One run at a time: it remembers which uv that run uses. */
public final class UvInstaller implements Installer {
    private static final String NO_SOLUTION = "RESOLVER_NO_CANDIDATE";
    private static final int LONGEST_LOCK = 1 << 26;
    private static final Pattern VERSION = Pattern.compile("(?m)^version_info *= *(\\d+\\.\\d+)");

    private final Layout layout;
    private final InstallerProcess process;
    private final UvProgram program;
    private final Network network;
    private final boolean oneAccount;
    private final FetchedFiles fetched;
    private @Nullable UvCommands uv;

    /** @param oneAccount whether the agent, those that build and their cache are one account's */
    public UvInstaller(
            Layout layout, WatchedCommands commands, UvProgram program, Network network, boolean oneAccount) {
        this.layout = layout;
        this.process = new InstallerProcess(layout, commands);
        this.program = program;
        this.network = network;
        this.oneAccount = oneAccount;
        this.fetched = new FetchedFiles(layout.cache());
    }

    @Override
    public void create(Path generation, Interpreter interpreter, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary())) {
            Files.createDirectories(folder);
        }
        uv = new UvCommands(program.locate(sources), layout, network.trust(), oneAccount);
        process.run(uv.createEnvironment(generation, Path.of(interpreter.path())), watch);
    }

    @Override
    public Solution solve(Path generation, Plan plan, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        try {
            return solveFirst(generation, plan, new SourceAddresses(sources), watch);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
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
                UvLock found = solve(input, watch);
                Dependencies dependencies = Dependencies.parse(process.run(uv().dependencies(input), watch));
                List<Set<String>> stages = dependencies.divide(found.names(), roots);
                Lock lock = new Lock(
                        Lock.FORMAT, python(generation), candidate.name(), locked(plan, stages, found, project));
                return new Solution(passedOver, LockDocument.of(lock));
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

    private SolveInput input(Path generation, SolveProject project) throws FailureException, IOException {
        Path file = layout.given().resolve("pyproject.toml");
        DurableFiles.replace(file, project.render().getBytes(UTF_8));
        return new SolveInput(
                file,
                generation.resolve("bin").resolve("python"),
                project.indexes(),
                ProxyChoice.of(project.sources()));
    }

    private UvLock solve(SolveInput input, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Path file = layout.temporary().resolve("pylock.toml");
        Files.deleteIfExists(file); // uv would keep to the versions of the last one
        process.run(uv().lock(input, file), watch);
        return UvLock.parse(new String(DurableFiles.readPlain(file, LONGEST_LOCK), UTF_8));
    }

    private static List<LockedStage> locked(Plan plan, List<Set<String>> stages, UvLock found, SolveProject project) {
        List<LockedStage> locked = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            locked.add(new LockedStage(
                    plan.stages().get(i).stage(),
                    Environment.Installer.PIP,
                    found.locked(stages.get(i), project::placementOf)));
        }
        return locked;
    }

    /** The version of Python that a venv is of, {@code 3.11}, as it says itself. */
    private static String python(Path generation) throws IOException {
        Matcher version = VERSION.matcher(
                new String(DurableFiles.readPlain(generation.resolve("pyvenv.cfg"), LONGEST_LOCK), UTF_8));
        if (!version.find()) {
            throw new IOException("no version in " + generation.resolve("pyvenv.cfg"));
        }
        return version.group(1);
    }

    @Override
    public Download missing(Lock lock) throws IOException {
        Set<Sha256> present = fetched.all();
        List<LockedFile> missing = lock.all()
                .map(LockedPackage::taken)
                .filter(file -> !present.contains(file.sha256()))
                .toList();
        return new Download(
                missing.size(),
                missing.stream()
                        .map(LockedFile::bytes)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Override
    public void install(Path generation, Lock lock, int stage, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Path requirements = layout.given().resolve("requirements.txt");
        List<LockedPackage> packages = lock.stages().get(stage).packages();
        SourceAddresses addresses = new SourceAddresses(sources);
        for (var group : byIndex(packages, addresses).entrySet()) {
            DurableFiles.replace(
                    requirements, HashedRequirements.of(group.getValue()).getBytes(UTF_8));
            ProxyChoice proxy = ProxyChoice.of(addresses.behind(
                    group.getValue().stream().map(LockedPackage::from).toList()));
            process.run(uv().install(generation, requirements, group.getKey(), proxy), watch);
            fetched.add(
                    group.getValue().stream().map(each -> each.taken().sha256()).toList());
        }
    }

    private static Map<Optional<PackageIndex>, List<LockedPackage>> byIndex(
            List<LockedPackage> packages, SourceAddresses addresses) throws FailureException {
        try {
            return packages.stream().collect(Collectors.groupingBy(each -> addresses.unlessInstallersOwn(each.from())));
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static FailureException unreadable(IllegalArgumentException e) {
        return new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
    }

    @Override
    public Consistency consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Exited exited = process.ended(uv().check(generation), watch);
        return new Consistency(exited.status() == 0, lastLines(exited.output()));
    }

    private UvCommands uv() {
        if (uv == null) {
            throw new IllegalStateException("no environment was created");
        }
        return uv;
    }

    private static String lastLines(String output) {
        Matcher verdict = Pattern.compile("(?m)^(?!Using |Checked ).+$").matcher(output.strip());
        return verdict.results().map(found -> found.group().strip()).collect(Collectors.joining("; "));
    }
}
