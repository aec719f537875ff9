package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conda's part of environments through the machine's micromamba, mamba or conda: one {@link CondaSolve} for all stages,
 * then exactly its files by a list, with no solver. One run at a time: it remembers which program that run uses.
 */
final class CondaInstaller {
    private static final Duration REMOVING = Duration.ofMinutes(10);
    private static final String CHECK = "check-packages.sh";

    private final Layout layout;
    private final InstallerProcess process;
    private final CondaProgram program;
    private final Network network;
    private final FetchedFiles fetched;
    private @Nullable CondaCommands conda;

    CondaInstaller(Layout layout, WatchedCommands commands, CondaProgram program, Network network) {
        this.layout = layout;
        this.process = new InstallerProcess(layout, commands);
        this.program = program;
        this.network = network;
        this.fetched = new FetchedFiles(layout.cache());
    }

    /** Makes an empty prefix. */
    void create(Path generation, CommandWatch watch) throws FailureException, IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary(), layout.condaCache())) {
            Files.createDirectories(folder);
        }
        conda = new CondaCommands(program.locate(), layout, network.trust());
        Optional<Command> settings = conda.settings();
        if (settings.isPresent()) {
            requireNoLeak(process.run(settings.get(), new Quiet(watch)));
        }
        process.run(conda.begin(generation), watch);
    }

    private static void requireNoLeak(String answer) throws FailureException, IOException {
        CondaSettings settings = CondaSettings.read(answer);
        if (!settings.leaks().isEmpty()) {
            throw new FailureException(
                    Catalogue.named("CONDA_CONFIGURED", "").adding(String.join("; ", settings.leaks()) + "."), answer);
        }
    }

    /**
     * Solves all conda stages once.
     *
     * @throws IllegalArgumentException when the plan has something else than specs, or a channel that is not there
     */
    Solution solve(Path generation, Plan plan, SourceAddresses addresses, SolveLimits limits, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        return new CondaSolve(process, conda(), generation, addresses, limits, watch).solve(plan);
    }

    /**
     * Installs one stage's part of a lock, each file from where this machine finds its channel. What was linked before
     * stays as it is.
     *
     * @return what people should know of them, a sentence each
     */
    List<String> install(Path generation, LockedStage stage, SourceAddresses addresses, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        List<String> remarks = link(generation, stage, addresses, watch);
        fetched.add(stage.packages().stream().map(each -> each.taken().sha256()).toList());
        return remarks;
    }

    /** The same for what is still to be installed, so that what was to be fetched is reported then. */
    List<String> link(Path generation, LockedStage stage, SourceAddresses addresses, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        if (CondaPrefix.holds(generation, stage.packages())) {
            return List.of();
        }
        ProxyChoice proxy = ProxyChoice.withoutSecrets(addresses.behind(
                stage.packages().stream().map(LockedPackage::from).toList()));
        SiteFiles site = new SiteFiles(layout, network.siteCache(), watch);
        Map<LockedPackage, Path> taken = fetch(generation, stage, addresses, proxy, site);
        Path list = give("explicit.txt", ExplicitList.of(stage.packages(), addresses, taken));
        process.run(conda().link(generation, list, proxy), watch);
        site.remove();
        return taken.values().stream().map(SiteFiles::remark).toList();
    }

    /** Fetches what is not in the cache, and compares it. What is gone from its channel is taken from the site. */
    private Map<LockedPackage, Path> fetch(
            Path generation, LockedStage stage, SourceAddresses addresses, ProxyChoice proxy, SiteFiles site)
            throws FailureException, IOException, InterruptedException {
        try {
            fetch(generation, stage, ExplicitList.of(stage.packages(), addresses, Map.of()), proxy, site.watch());
            return Map.of();
        } catch (FailureException failed) {
            Path packages = layout.condaCache().resolve("packages");
            List<LockedPackage> gone = new ChannelFiles(network, addresses, packages).gone(failed, stage.packages());
            if (gone.isEmpty()) {
                throw failed;
            }
            Map<LockedPackage, Path> taken = site.take(gone);
            FilesAtSources.requireAll(gone, taken.keySet(), failed.log());
            fetch(generation, stage, ExplicitList.of(stage.packages(), addresses, taken), proxy, site.watch());
            return taken;
        }
    }

    private void fetch(Path generation, LockedStage stage, String list, ProxyChoice proxy, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        process.run(conda().fetch(generation, give("explicit.txt", list), proxy), watch);
        Path digests = give("packages.sha256", ExplicitList.digests(stage.packages()));
        process.run(conda().check(checking(), digests), watch);
    }

    /** Removes all packages when the cache is larger than a budget: they are of no use to one another. */
    long trim(long budgetBytes) throws FailureException, IOException, InterruptedException {
        Path packages = layout.condaCache().resolve("packages");
        if (Files.notExists(packages) || FileTrees.bytes(layout.condaCache()) <= budgetBytes) {
            return 0;
        }
        long before = FileTrees.bytes(packages);
        List<String> removing = List.of("/bin/rm", "-rf", "--", packages.toString());
        process.run(new Command(removing, Map.of(), Path.of("/"), REMOVING), CommandWatch.NOTHING);
        fetched.forget();
        return before;
    }

    private Path give(String name, String content) throws IOException {
        Path file = layout.given().resolve(name);
        DurableFiles.replace(file, content.getBytes(UTF_8));
        return file;
    }

    private Path checking() throws IOException {
        try (InputStream script = Objects.requireNonNull(CondaInstaller.class.getResourceAsStream(CHECK))) {
            return give(CHECK, new String(script.readAllBytes(), UTF_8));
        }
    }

    private CondaCommands conda() {
        if (conda == null) {
            throw new IllegalStateException("no environment was created");
        }
        return conda;
    }
}
