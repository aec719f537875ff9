package io.lamplighter.agent.policy;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may be done on this machine.
 *
 * @param origin where it stands, for people
 * @param rules absent when everything may be done that the agent's account can do
 */
public record Policy(String origin, @Nullable PolicyRules rules) {
    private static final PolicyRules NOTHING = new PolicyRules(List.of(), List.of(), List.of(), List.of(), false);

    static Policy open(String origin) {
        return new Policy(origin, null);
    }

    static Policy closed(String origin) {
        return new Policy(origin, NOTHING);
    }

    /**
     * Looks at a plan before anything is started.
     *
     * @param sources of the assignment
     * @throws FailureException with the first thing that is not allowed
     */
    public void check(Plan plan, List<AvailableSource> sources) throws FailureException {
        if (rules == null) {
            return;
        }
        for (Step step : plan.steps()) {
            Optional<StepKind> kind = StepKind.of(step);
            if (kind.isPresent() && !rules.steps().contains(kind.get())) {
                throw refused("steps", "the step " + kind.get().label());
            }
        }
        if (!allows(InstallerProgram.UV)
                && !allows(InstallerProgram.PIP)
                && !plan.all(Step.Solve.class).isEmpty()) {
            throw refused("installers", "the installer uv");
        }
        if (InstallerProgram.OF_CONDA.stream().noneMatch(this::allows)
                && !plan.all(Step.SolveConda.class).isEmpty()) {
            throw refused("installers", "every installer of conda packages: micromamba, mamba and conda");
        }
        for (Step.ToolkitPart step : plan.all(Step.ToolkitPart.class)) {
            for (Toolkit.Archive archive : step.archives()) {
                checkAddress(
                        archive.url().text(), "the archive " + archive.url().fileName());
            }
        }
        Set<SourceName> used = plan.steps().stream().flatMap(Policy::sourcesOf).collect(Collectors.toSet());
        for (AvailableSource source : sources) {
            if (used.contains(source.name())) {
                check(source);
            }
        }
    }

    private void check(AvailableSource source) throws FailureException {
        for (String address : source.url() == null ? List.of(BuiltInSources.defaultIndex()) : source.addresses()) {
            checkAddress(address, "the source " + source.name());
        }
        checkProxy(source);
    }

    /**
     * Looks at the proxy of a source, if it has one.
     *
     * @throws FailureException when its host may not be asked
     */
    public void checkProxy(AvailableSource source) throws FailureException {
        if (source.proxy() != null) {
            checkAddress(source.proxy().text(), "the proxy of the source " + source.name());
        }
    }

    /**
     * Looks at a single address.
     *
     * @param whose for people: {@code the source pypi}
     * @throws FailureException when its host may not be asked
     */
    public void checkAddress(String address, String whose) throws FailureException {
        if (!allowsAddress(address)) {
            throw refused("hosts", "the host " + host(address) + " of " + whose);
        }
    }

    /** Whether its host may be asked for anything. */
    public boolean allowsAddress(String address) {
        return rules == null || rules.hosts().stream().anyMatch(pattern -> pattern.covers(host(address)));
    }

    /** Whether a program may be run to build environments. */
    public boolean allows(InstallerProgram program) {
        return rules == null || rules.installers().contains(program);
    }

    /** Whether a generation may be built while somebody uses the machine. */
    public boolean allowsBackground() {
        return rules == null || rules.background();
    }

    /** Whether the machine may be booted: never without a policy that says so. */
    public boolean allowsReboot() {
        return rules != null && rules.reboot();
    }

    /** Whether the machine may be woken for a window: never without a policy that says so. */
    public boolean allowsWaking() {
        return rules != null && rules.wake();
    }

    /** Those that environments may be made from, in the same order. */
    public List<Interpreter> allowed(List<Interpreter> interpreters) {
        return rules == null
                ? interpreters
                : interpreters.stream()
                        .filter(each -> rules.interpreters().stream().anyMatch(folder -> folder.holds(each.path())))
                        .toList();
    }

    /**
     * Looks at where Pythons are that the agent fetches.
     *
     * @throws FailureException when environments may not be made from those
     */
    public void checkInterpreters(Path folder) throws FailureException {
        if (rules != null && rules.interpreters().stream().noneMatch(each -> each.holds(folder.toString()))) {
            throw refused("interpreters", "Pythons in " + folder);
        }
    }

    /** For people. */
    public String explanation() {
        if (rules == null) {
            return "Everything is allowed that the agent's account can do: " + origin + ".\n";
        }
        return """
                Allowed by %s; everything else is refused, whatever a controller says.

                  hosts         %s
                  steps         %s
                  installers    %s
                  interpreters  %s
                  sourceBuilds  no: packages are installed from binary files only
                  background    %s
                  reboot        %s
                  wake          %s
                """.formatted(
                origin,
                list(rules.hosts()),
                list(rules.steps().stream().map(StepKind::label).toList()),
                list(rules.installers().stream().map(InstallerProgram::label).toList()),
                list(rules.interpreters()),
                rules.background()
                        ? "yes: where a group says so, packages are installed while jobs run, behind them"
                        : "no: nothing is built while a gate is closed",
                rules.reboot()
                        ? "yes: where a group says so, the machine boots when it has to and nobody uses it"
                        : "no: the machine is never booted",
                rules.wake()
                        ? "yes: where a group says so, the machine's clock or a packet wakes it for a window"
                        : "no: the machine's clock is left alone, and nobody is told how a packet could wake it");
    }

    private static String list(List<?> values) {
        return values.isEmpty() ? "none" : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private FailureException refused(String field, String what) {
        return new FailureException(
                Catalogue.named("POLICY_REFUSED", what).adding("Not among the " + field + " of " + origin + "."), "");
    }

    private static Stream<SourceName> sourcesOf(Step step) {
        return switch (step) {
            case Step.Solve solve ->
                Stream.concat(
                        Stream.of(solve.defaultIndex()),
                        solve.candidates().stream()
                                .flatMap(candidate ->
                                        candidate.placements().values().stream().map(placement -> placement.source())));
            case Step.SolveConda solve ->
                solve.candidates().stream().flatMap(candidate -> candidate.channels().stream());
            case Step.CreateEnvironment create -> Stream.ofNullable(create.source());
            case Step.Install _,
                    Step.InstallConda _,
                    Step.UnpackToolkit _,
                    Step.RunToolkitInstaller _,
                    Step.ProveToolkit _,
                    Step.Verify _,
                    Step.Expose _,
                    Step.Unknown _ -> Stream.empty();
        };
    }

    /** Empty for what is no address, which no pattern covers. */
    private static String host(String address) {
        try {
            return Objects.requireNonNullElse(URI.create(address).getHost(), "").toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
