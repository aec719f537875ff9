package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.ConsistencyCheck.Consistency;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.versions.pep440.Pep440Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * pip environments by pip itself, where policy forbids uv: only what a lock says, for pip's own solver knows neither
 * one index a package nor a lock.
 */
final class PipInstaller {
    /** The first with {@code --python}. */
    private static final Pep440Version OLDEST = Pep440Version.parse("22.3");

    private static final Pattern VERSION = Pattern.compile("pip (\\d\\S*) from .*", Pattern.DOTALL);

    private final Layout layout;
    private final InstallerProcess process;
    private final Network network;
    private final boolean oneAccount;

    PipInstaller(Layout layout, WatchedCommands commands, Network network, boolean oneAccount) {
        this.layout = layout;
        this.process = new InstallerProcess(layout, commands);
        this.network = network;
        this.oneAccount = oneAccount;
    }

    /**
     * Makes an empty environment from an interpreter, named by its absolute path.
     *
     * @throws FailureException also when that interpreter has no pip that is new enough
     */
    void create(Path generation, Interpreter interpreter, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary(), layout.pipCache())) {
            Files.createDirectories(folder);
        }
        PipCommands commands = pip(Path.of(interpreter.path()));
        Exited answer = process.ended(commands.version(), CommandWatch.NOTHING);
        Matcher version = VERSION.matcher(answer.output().strip());
        if (!version.matches() || Pep440Version.parse(version.group(1)).compareTo(OLDEST) < 0) {
            throw new FailureException(
                    Catalogue.named("PIP_MISSING", interpreter.path())
                            .adding("It says: " + answer.output().strip()),
                    answer.output());
        }
        process.run(commands.createEnvironment(generation), watch);
    }

    /** What has to be fetched: what was fetched before is not in it. */
    Download missing(Collection<LockedPackage> packages) {
        List<LockedFile> missing = packages.stream()
                .map(LockedPackage::taken)
                .filter(file -> !Files.exists(layout.pipCache().resolve(file.name())))
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
     * Fetches each file from where this machine finds its source, and installs them. What was fetched before is taken
     * by its digest, also when its source does not have it any more.
     *
     * @return what people should know of them, a sentence each
     */
    List<String> install(Path generation, List<LockedPackage> packages, SourceAddresses addresses, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        PipCommands pip = pip(base(generation));
        List<String> remarks = new ArrayList<>();
        for (var group : addresses.byIndex(packages).entrySet()) {
            ProxyChoice proxy = ProxyChoice.withoutSecrets(addresses.behind(
                    group.getValue().stream().map(LockedPackage::from).toList()));
            Command fetch = pip.fetch(give(group.getValue()), group.getKey(), proxy);
            try {
                remarks.addAll(WithdrawnReleases.in(process.run(fetch, watch)));
            } catch (FailureException failed) {
                remarks.addAll(takeFromSite(failed, pip, group.getValue(), addresses, watch));
                give(group.getValue());
                remarks.addAll(WithdrawnReleases.in(process.run(fetch, watch)));
            }
        }
        if (!packages.isEmpty()) {
            process.run(pip.install(generation, give(packages)), watch);
        }
        return remarks;
    }

    /**
     * Puts what is gone from its source where the next fetch finds it.
     *
     * @return what people should know of it, a sentence each
     * @throws FailureException where nothing is gone, or the site does not have it either
     */
    private List<String> takeFromSite(
            FailureException failed,
            PipCommands pip,
            List<LockedPackage> packages,
            SourceAddresses addresses,
            CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        List<LockedPackage> gone = new FilesAtSources(network, addresses)
                .gone(failed, packages).stream()
                        .filter(each -> !Files.exists(
                                layout.pipCache().resolve(each.taken().name())))
                        .toList();
        if (gone.isEmpty()) {
            throw failed;
        }
        SiteFiles site = new SiteFiles(layout, network.siteCache(), watch);
        Map<LockedPackage, Path> taken = site.take(gone);
        FilesAtSources.requireAll(gone, taken.keySet(), failed.log());
        process.run(pip.fetchGiven(give(gone), site.folder()), watch);
        site.remove();
        return taken.values().stream().map(SiteFiles::remark).toList();
    }

    private Path give(Collection<LockedPackage> packages) throws IOException {
        Path requirements = layout.given().resolve("requirements.txt");
        DurableFiles.replace(requirements, HashedRequirements.of(packages).getBytes(UTF_8));
        return requirements;
    }

    Consistency consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Exited exited = process.ended(pip(base(generation)).check(generation), watch);
        return new Consistency(exited.status() == 0, exited.output().strip().replace("\n", "; "));
    }

    /** Gives up what was fetched longest ago. */
    long trim(long budgetBytes) throws IOException {
        if (Files.notExists(layout.pipCache())) {
            return 0;
        }
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(layout.pipCache())) {
            oldestFirst = files.sorted(
                            Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
        long excess = FileTrees.bytes(layout.pipCache()) - budgetBytes;
        long freed = 0;
        for (Path file : oldestFirst) {
            if (freed >= excess) {
                break;
            }
            freed += FileTrees.bytes(file);
            FileTrees.delete(file);
        }
        return freed;
    }

    private PipCommands pip(Path python) {
        return new PipCommands(python, layout, network.trust(), oneAccount);
    }

    /** The Python that an environment was made from, which alone has a pip. */
    private static Path base(Path generation) throws IOException {
        return generation.resolve("bin/python").toRealPath();
    }
}
