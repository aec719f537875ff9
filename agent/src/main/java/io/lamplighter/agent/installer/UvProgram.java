package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.RememberedAnswers;
import io.lamplighter.agent.process.RememberedAnswers.Answer;
import io.lamplighter.agent.process.TrustedPrograms;
import io.lamplighter.api.machine.MachineFacts.Tool;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.versions.pep440.Pep440Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The uv that environments are built with: one of the machine's that may be run, else our own, installed by hash. */
public final class UvProgram {
    private static final Logger LOG = Logger.getLogger(UvProgram.class);

    /** The first that was tried with every option that is used here: locks by PEP 751, system certificates. */
    private static final Pep440Version OLDEST = Pep440Version.parse("0.13.0");

    private static final Pattern ANSWER = Pattern.compile("uv (\\d\\S*).*", Pattern.DOTALL);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Layout layout;
    private final CommandRunner commands;
    private final List<Path> folders;
    private final ToolDownload download;
    private final Policies policies;
    private final RememberedAnswers<Optional<Pep440Version>> answers = RememberedAnswers.ofUnchangedFiles();
    private final TrustedPrograms trusted = TrustedPrograms.ofThisProcess();

    /**
     * Finds and runs nothing yet.
     *
     * @param folders where the machine's own uv is looked for, in this order
     */
    public UvProgram(Layout layout, CommandRunner commands, List<Path> folders, Network network, Policies policies) {
        this.layout = layout;
        this.commands = commands;
        this.folders = List.copyOf(folders);
        this.policies = policies;
        this.download = new ToolDownload(layout.scratch(), network);
    }

    /** The one that would be used now; its path is absent when it has to be fetched first. */
    public Tool tool() throws IOException, InterruptedException {
        return installed().orElseGet(() -> new Tool("uv", UvRelease.pinnedVersion(), null));
    }

    /**
     * The program, installed if need be.
     *
     * @param sources of the assignment: a site's own default index is asked instead of the public one
     * @throws FailureException when none can be had
     */
    public Path locate(List<AvailableSource> sources) throws FailureException, IOException, InterruptedException {
        Optional<Tool> present = installed();
        return present.isPresent()
                ? Path.of(Objects.requireNonNull(present.get().path()))
                : install(sources);
    }

    private Optional<Tool> installed() throws IOException, InterruptedException {
        List<Path> places = Stream.concat(
                        Stream.of(own()),
                        folders.stream().map(folder -> folder.resolve("uv")).filter(trusted::mayRun))
                .filter(Files::isExecutable)
                .toList();
        for (Path place : places) {
            Optional<Pep440Version> version = answers.ask(place, this::ask);
            if (version.isPresent() && version.get().compareTo(OLDEST) >= 0) {
                return Optional.of(new Tool("uv", version.get().toString(), place.toString()));
            }
        }
        return Optional.empty();
    }

    private Answer<Optional<Pep440Version>> ask(Path program) throws IOException, InterruptedException {
        return commands.run(Command.of(TIMEOUT, program.toString(), "--version")) instanceof Exited exited
                        && exited.status() == 0
                ? Answer.ofProgram(program, parse(exited.output()))
                : new Answer<>(Optional.empty(), Set.of());
    }

    static Optional<Pep440Version> parse(String answer) {
        Matcher parts = ANSWER.matcher(answer.strip());
        try {
            return parts.matches() ? Optional.of(Pep440Version.parse(parts.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Path install(List<AvailableSource> sources) throws FailureException, InterruptedException {
        String architecture = Layout.architecture();
        UvRelease release = UvRelease.of(architecture)
                .orElseThrow(() -> new FailureException(
                        Catalogue.named("INSTALLER_MISSING", "no uv is known to run on " + architecture), ""));
        AvailableSource source = sources.stream()
                .filter(each -> each.name().equals(Source.PYPI))
                .findFirst()
                .or(() -> BuiltInSources.find(Source.PYPI))
                .orElseThrow();
        String index = Objects.requireNonNullElseGet(source.url(), BuiltInSources::defaultIndex);
        Policy policy = policies.current();
        policy.checkAddress(index, "the index that uv is fetched from");
        policy.checkProxy(source);
        LOG.infof("no uv on this machine may be run: uv %s is installed from %s", release.version(), index);
        try {
            download.install(index, source, release, own());
            return own();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new FailureException(
                    Catalogue.of(reason)
                            .orElseGet(() -> Catalogue.named("INSTALLER_MISSING", ""))
                            .adding(reason),
                    reason);
        }
    }

    private Path own() {
        return layout.tools().resolve("uv-" + UvRelease.pinnedVersion()).resolve("uv");
    }
}
