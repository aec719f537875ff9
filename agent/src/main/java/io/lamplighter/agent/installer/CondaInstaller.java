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
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.lock.SolveLimits.Kept;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step.InstallConda;
import io.lamplighter.api.plan.Step.SolveConda;
import io.lamplighter.versions.conda.MatchSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conda's part of environments through the machine's micromamba, mamba or conda: one solve for all stages, then exactly
 * its files by a list, with no solver. One run at a time: it remembers which program that run uses.
 */
final class CondaInstaller {
    private static final String PYTHON = "python";
    private static final Duration REMOVING = Duration.ofMinutes(10);
    private static final String CHECK = "check-packages.sh";

    /** So often what is too young is left out before a solve is given up. */
    private static final int MOST_SOLVES = 20;

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
        SolveConda solve = plan.only(SolveConda.class);
        List<InstallConda> stages = plan.all(InstallConda.class);
        FirstSolvable<Lock> found = FirstSolvable.of(
                solve.candidates(),
                CondaCandidate::name,
                candidate -> lock(
                        stages,
                        candidate,
                        new CondaChannels(candidate.channels(), addresses),
                        answer(generation, solve, candidate, addresses, limits, watch)));
        return new Solution(found.passedOver(), LockDocument.of(found.solution()));
    }

    /**
     * No conda leaves out what is young by itself: that is told to it build by build, until it takes none. What is to
     * be left out is told only when it was taken: to name a package is to ask for it.
     */
    private CondaAnswer answer(
            Path generation,
            SolveConda solve,
            CondaCandidate candidate,
            SourceAddresses addresses,
            SolveLimits limits,
            CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        List<String> specs = new ArrayList<>(Stream.concat(solve.requirements().stream(), candidate.pins().stream())
                .map(spec -> solvable(MatchSpec.parse(spec), candidate.channels(), addresses))
                .distinct()
                .toList());
        limits.of(Environment.Installer.CONDA).stream()
                .filter(bound -> !bound.excludes())
                .forEach(bound -> specs.add(spec(bound)));
        Map<String, String> lower = new TreeMap<>();
        for (int i = 0; i < MOST_SOLVES; i++) {
            List<String> asked = Stream.concat(
                            specs.stream(),
                            lower.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()))
                    .toList();
            CondaAnswer answer = solved(generation, asked, candidate, addresses, watch);
            List<String> broken = answer.breaking(limits.of(Environment.Installer.CONDA)).stream()
                    .map(CondaInstaller::spec)
                    .toList();
            if (!broken.isEmpty() && !specs.containsAll(broken)) {
                specs.addAll(broken);
                continue;
            }
            List<CondaAnswer.Solved> young = answer.youngerThan(limits.before()).stream()
                    .filter(each ->
                            kept(limits, each).noneMatch(build -> each.build().equals(build.build())))
                    .toList();
            if (young.isEmpty()) {
                return answer;
            }
            young.forEach(each -> lower.put(each.name(), older(each, limits)));
        }
        throw new FailureException(
                Catalogue.named("RESOLVER_NO_CANDIDATE", "cooldown")
                        .adding("After " + MOST_SOLVES + " solves there still were releases that are too young."),
                "");
    }

    private static String spec(Bound bound) {
        return bound.name() + " " + bound.versions();
    }

    /** The build that is locked where it is of the same version; else what came out before. */
    private static String older(CondaAnswer.Solved young, SolveLimits limits) {
        return kept(limits, young)
                .findFirst()
                .map(build -> "==" + build.version() + " " + build.build())
                .orElse("<" + young.version());
    }

    /** Of the same version. */
    private static Stream<Kept> kept(SolveLimits limits, CondaAnswer.Solved found) {
        return limits.kept().stream()
                .filter(each -> each.installer() == Environment.Installer.CONDA
                        && each.name().equals(found.name())
                        && each.version().equals(found.version()));
    }

    private CondaAnswer solved(
            Path generation,
            List<String> specs,
            CondaCandidate candidate,
            SourceAddresses addresses,
            CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        List<String> channels =
                candidate.channels().stream().map(addresses::channel).toList();
        ProxyChoice proxy = ProxyChoice.withoutSecrets(addresses.named(candidate.channels()));
        Exited exited = process.ended(conda().solve(generation, channels, specs, candidate, proxy), new Quiet(watch));
        CondaAnswer answer = CondaAnswer.parse(exited.output()).orElse(null);
        if (exited.status() != 0 || answer == null) {
            String said = CondaAnswer.readable(exited.output());
            said.lines().forEach(watch::line);
            throw process.failure(new Exited(exited.status(), said));
        }
        return answer;
    }

    /** As all solvers read it; a channel that is named in it is where this machine finds it. */
    private static String solvable(MatchSpec spec, List<SourceName> channels, SourceAddresses addresses) {
        String named = spec.channel().orElse("");
        return channels.stream()
                .filter(channel -> channel.value().equals(named))
                .findFirst()
                .map(channel -> addresses.channel(channel) + spec.text().substring(named.length()))
                .orElse(spec.text());
    }

    private static Lock lock(
            List<InstallConda> stages, CondaCandidate candidate, CondaChannels channels, CondaAnswer answer)
            throws FailureException {
        List<Set<String>> divided = answer.dependencies().divide(answer.names(), roots(stages, answer));
        List<LockedStage> locked = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            List<LockedPackage> packages = new ArrayList<>();
            for (CondaAnswer.Solved each : answer.only(divided.get(i))) {
                packages.add(channels.locked(each));
            }
            locked.add(new LockedStage(stages.get(i).stage(), Environment.Installer.CONDA, packages));
        }
        return new Lock(Lock.FORMAT, python(answer), candidate.name(), locked);
    }

    /** What no stage asks for by name was asked for by the environment: Python, and what a candidate pins. */
    private static List<Set<String>> roots(List<InstallConda> stages, CondaAnswer answer) {
        List<Set<String>> roots = new ArrayList<>(stages.stream()
                .map(stage -> CondaRequirementNames.of(stage.requirements()))
                .toList());
        Set<String> first = new HashSet<>(roots.getFirst());
        first.add(PYTHON);
        roots.set(0, first.stream().filter(answer.names()::contains).collect(Collectors.toSet()));
        return roots;
    }

    private static String python(CondaAnswer answer) throws FailureException {
        String version = answer.only(Set.of(PYTHON)).stream()
                .map(CondaAnswer.Solved::version)
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        Catalogue.named("INSTALLER_FAILED", "the solve has no Python"), answer.toString()));
        return Stream.of(version.split("\\.")).limit(2).collect(Collectors.joining("."));
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

    /** Keeps an answer that is for a program out of what people read. */
    private record Quiet(CommandWatch watch) implements CommandWatch {
        @Override
        public void started(ProcessGroup group) throws IOException {
            watch.started(group);
        }
    }
}
