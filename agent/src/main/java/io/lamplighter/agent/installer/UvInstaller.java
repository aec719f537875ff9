package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pip environments through uv. One run at a time: it remembers which uv that run uses. */
public final class UvInstaller implements ConsistencyCheck {
    private static final Pattern WANTING = Pattern.compile("^The package `([^`]+)` requires");

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

    /** Makes an empty environment from an interpreter, named by its absolute path. */
    public void create(Path generation, Interpreter interpreter, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        open(sources);
        process.run(uv().createEnvironment(generation, Path.of(interpreter.path())), watch);
    }

    /** Makes ready for an environment that another installer makes, or an earlier run made. */
    void open(List<AvailableSource> sources) throws FailureException, IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary())) {
            Files.createDirectories(folder);
        }
        uv = new UvCommands(program.locate(sources), layout, network.trust(), oneAccount);
    }

    /** Solves all stages once, for an environment in which nothing is installed. */
    public Solution solve(
            Path generation, Plan plan, List<AvailableSource> sources, SolveLimits limits, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        return solve(plan, UvSolve.Ground.venv(generation, limits), sources, watch);
    }

    /**
     * Solves all stages of pip once, for an environment in which something is installed: that is taken as it is, and
     * not installed again.
     *
     * @param python its version, {@code 3.11}
     */
    Solution solveOver(
            Path generation,
            String python,
            Plan plan,
            List<AvailableSource> sources,
            SolveLimits limits,
            CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        return solve(plan, new UvSolve.Ground(generation, python, SitePackages.of(generation), limits), sources, watch);
    }

    private Solution solve(Plan plan, UvSolve.Ground ground, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        return new UvSolve(layout, process, uv(), network, ground, new SourceAddresses(sources), watch).solve(plan);
    }

    /** What has to be fetched: what was fetched before is not in it. */
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

    /**
     * Installs one stage's part of the lock, and nothing else; each file from where this machine finds its source.
     *
     * @return what people should know of it, a sentence each
     */
    public List<String> install(
            Path generation, Lock lock, int stage, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        List<LockedPackage> packages = lock.stages().get(stage).packages();
        List<String> remarks = new LockedInstallation(
                        layout, process, uv(), network, new SourceAddresses(sources), watch)
                .install(generation, packages);
        fetched.add(packages.stream().map(each -> each.taken().sha256()).toList());
        return remarks;
    }

    @Override
    public Consistency consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Exited exited = process.ended(uv().check(generation), watch);
        return new Consistency(exited.status() == 0, lastLines(exited.output()));
    }

    /**
     * The same where conda installed before: what its packages say of themselves in pip's words is often not so, and
     * conda's own words hold for them; what pip installed has to find what it wants.
     */
    Consistency consistencyOver(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Set<String> byUv = SitePackages.of(generation).byUv();
        if (byUv.isEmpty()) {
            return new Consistency(true, "All dependencies of conda packages are met");
        }
        Exited exited = process.ended(uv().check(generation), watch);
        List<String> complaints = exited.output()
                .lines()
                .filter(line -> {
                    Matcher wanting = WANTING.matcher(line);
                    return wanting.find() && byUv.contains(RequirementNames.of(wanting.group(1)));
                })
                .map(String::strip)
                .toList();
        return complaints.isEmpty()
                ? new Consistency(true, "All dependencies are met, those of conda packages by conda's own words")
                : new Consistency(false, String.join("; ", complaints));
    }

    /** Removes what was fetched longest ago, until no more than a budget is left; the bytes that became free. */
    long trim(long budgetBytes) throws FailureException, IOException, InterruptedException {
        UvCache cache = new UvCache(layout.uvCache());
        long before = cache.bytes();
        if (uv == null || before <= budgetBytes) {
            return 0;
        }
        process.run(uv.prune(), CommandWatch.NOTHING);
        List<String> oldest = cache.beyond(budgetBytes);
        if (!oldest.isEmpty()) {
            process.run(uv.clean(oldest), CommandWatch.NOTHING);
        }
        fetched.forget(); // which of them are left is not known: all count as to be fetched
        return before - cache.bytes();
    }

    /** After a restart of the agent what was built before is verified without having been made. */
    private UvCommands uv() throws FailureException, IOException, InterruptedException {
        if (uv == null) {
            open(List.of());
        }
        return Objects.requireNonNull(uv);
    }

    private static String lastLines(String output) {
        Matcher verdict = Pattern.compile("(?m)^(?!Using |Checked ).+$").matcher(output.strip());
        return verdict.results().map(found -> found.group().strip()).collect(Collectors.joining("; "));
    }
}
