package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.RememberedAnswers;
import io.lamplighter.agent.process.RememberedAnswers.Answer;
import io.lamplighter.agent.process.TrustedPrograms;
import io.lamplighter.api.machine.MachineFacts.Tool;
import io.lamplighter.versions.conda.CondaVersion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program that conda environments are built with: the first of micromamba, mamba and conda on the machine that may
 * be run. None is fetched. Only micromamba, one file that imports nothing, is asked for its version; the others say it
 * by what stands in their installation.
 */
public final class CondaProgram {
    /** The first of each with every option that is used here, by their documentation. */
    private static final Map<InstallerProgram, CondaVersion> OLDEST = Map.of(
            InstallerProgram.MICROMAMBA, CondaVersion.parse("2.0"),
            InstallerProgram.MAMBA, CondaVersion.parse("2.0"),
            InstallerProgram.CONDA, CondaVersion.parse("23.10"));

    private static final Pattern ANSWER = Pattern.compile("(?:micromamba )?(\\d\\S*)");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** What a program that is not one file runs besides it: whoever can write there decides what it does. */
    private static final List<String> RUN_WITH_IT = List.of("bin", "conda-meta", "lib", "etc", "condabin");

    private final CommandRunner commands;
    private final List<Path> folders;
    private final Policies policies;
    private final RememberedAnswers<Optional<CondaVersion>> answers = RememberedAnswers.ofUnchangedFiles();
    private final TrustedPrograms trusted = TrustedPrograms.ofThisProcess();

    /**
     * Finds and runs nothing yet.
     *
     * @param folders where programs are looked for, in this order
     */
    public CondaProgram(CommandRunner commands, List<Path> folders, Policies policies) {
        this.commands = commands;
        this.folders = List.copyOf(folders);
        this.policies = policies;
    }

    /** The one that would be used now; empty where there is none. */
    public Optional<Tool> tool() throws IOException, InterruptedException {
        try {
            return search(policies.current(), new ArrayList<>()).map(Found::tool);
        } catch (FailureException e) {
            return Optional.empty(); // a policy that cannot be read allows nothing; each build says so
        }
    }

    /**
     * The program.
     *
     * @throws FailureException when there is none, with those that were seen and why each is not taken
     */
    Found locate() throws FailureException, IOException, InterruptedException {
        List<String> refused = new ArrayList<>();
        Optional<Found> found = search(policies.current(), refused);
        if (found.isEmpty()) {
            var missing = Catalogue.named("CONDA_MISSING", "");
            throw new FailureException(
                    refused.isEmpty() ? missing : missing.adding("Seen: " + String.join("; ", refused) + "."), "");
        }
        return found.get();
    }

    private Optional<Found> search(Policy policy, List<String> refused) throws IOException, InterruptedException {
        for (InstallerProgram kind : InstallerProgram.OF_CONDA) {
            for (Path program : places(kind)) {
                Judgement judgement = judge(kind, program, policy);
                if (judgement.refusal == null) {
                    return Optional.of(new Found(kind, program, Objects.requireNonNull(judgement.version)));
                }
                refused.add(program + " " + judgement.refusal);
            }
        }
        return Optional.empty();
    }

    private List<Path> places(InstallerProgram kind) {
        return folders.stream()
                .map(folder -> folder.resolve(kind.label()))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .distinct()
                .toList();
    }

    private Judgement judge(InstallerProgram kind, Path program, Policy policy)
            throws IOException, InterruptedException {
        if (!policy.allows(kind)) {
            return Judgement.refuse("is not among the installers of " + policy.origin());
        }
        Optional<Path> open = openTo(kind, program);
        if (open.isPresent()) {
            return Judgement.refuse("is not run, for others than root and this account can write " + open.get());
        }
        Optional<CondaVersion> version =
                kind == InstallerProgram.MICROMAMBA ? answers.ask(program, this::ask) : recorded(kind, prefix(program));
        if (version.isEmpty()) {
            return Judgement.refuse("does not say its version");
        }
        CondaVersion oldest = Objects.requireNonNull(OLDEST.get(kind));
        return version.get().compareTo(oldest) < 0
                ? Judgement.refuse("is " + version.get() + ", and " + oldest + " is the oldest that is used")
                : new Judgement(version.get(), null);
    }

    /** The first thing of a program that others could have put there. */
    private Optional<Path> openTo(InstallerProgram kind, Path program) throws IOException {
        Stream<Path> with = kind == InstallerProgram.MICROMAMBA
                ? Stream.of()
                : Stream.concat(RUN_WITH_IT.stream().map(prefix(program)::resolve), packages(prefix(program)).stream());
        return Stream.concat(Stream.of(program), with.filter(Files::exists))
                .filter(part -> !trusted.isOurs(part))
                .findFirst();
    }

    private static List<Path> packages(Path prefix) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(prefix.resolve("lib"))) {
            try (DirectoryStream<Path> pythons = Files.newDirectoryStream(prefix.resolve("lib"), "python3*")) {
                for (Path python : pythons) {
                    Path packages = python.resolve("site-packages");
                    found.addAll(List.of(python, packages, packages.resolve("conda")));
                }
            }
        }
        return found;
    }

    /** The installation that a program in {@code bin} or {@code condabin} belongs to. */
    private static Path prefix(Path program) throws IOException {
        return Objects.requireNonNull(
                Objects.requireNonNull(program.toRealPath().getParent()).getParent());
    }

    private Answer<Optional<CondaVersion>> ask(Path program) throws IOException, InterruptedException {
        return commands.run(Command.of(TIMEOUT, program.toString(), "--version")) instanceof Exited exited
                        && exited.status() == 0
                ? Answer.ofProgram(program, version(exited.output()))
                : new Answer<>(Optional.empty(), Set.of());
    }

    static Optional<CondaVersion> version(String answer) {
        Matcher parts = ANSWER.matcher(answer.strip());
        try {
            return parts.matches() ? Optional.of(CondaVersion.parse(parts.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** By the name of the record that conda keeps of itself: {@code conda-24.9.2-py311h06a4308_0.json}. */
    private static Optional<CondaVersion> recorded(InstallerProgram kind, Path prefix) throws IOException {
        Pattern record = Pattern.compile(kind.label() + "-(\\d[^-]*)-[^-]+\\.json");
        Path records = prefix.resolve("conda-meta");
        if (!Files.isDirectory(records)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(records, kind.label() + "-*.json")) {
            for (Path entry : entries) {
                Matcher name = record.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    return version(name.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** One that may be run. */
    record Found(InstallerProgram kind, Path path, CondaVersion version) {
        Tool tool() {
            return new Tool(kind.label(), version.toString(), path.toString());
        }
    }

    /** Either a version, or why it is not taken. */
    private record Judgement(
            @Nullable CondaVersion version, @Nullable String refusal) {
        static Judgement refuse(String why) {
            return new Judgement(null, why);
        }
    }
}
