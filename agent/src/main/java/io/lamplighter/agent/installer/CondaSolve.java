package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One solve of all conda stages, which becomes a lock.
 *
 * @param limits within what it has to stay
 */
record CondaSolve(
        InstallerProcess process,
        CondaCommands conda,
        Path generation,
        SourceAddresses addresses,
        SolveLimits limits,
        CommandWatch watch) {
    private static final String PYTHON = "python";

    /** So often what is too young is left out before a solve is given up. */
    private static final int MOST_SOLVES = 20;

    /**
     * The first candidate that can be solved.
     *
     * @throws IllegalArgumentException when the plan has something else than specs, or a channel that is not there
     */
    Solution solve(Plan plan) throws FailureException, IOException, InterruptedException {
        SolveConda solve = plan.only(SolveConda.class);
        List<InstallConda> stages = plan.all(InstallConda.class);
        FirstSolvable<Lock> found = FirstSolvable.of(
                solve.candidates(),
                CondaCandidate::name,
                candidate -> lock(
                        stages,
                        candidate,
                        new CondaChannels(candidate.channels(), addresses),
                        answer(solve, candidate)));
        return new Solution(found.passedOver(), LockDocument.of(found.solution()));
    }

    /**
     * No conda leaves out what is young by itself: that is told to it build by build, until it takes none. What is to
     * be left out is told only when it was taken: to name a package is to ask for it.
     */
    private CondaAnswer answer(SolveConda solve, CondaCandidate candidate)
            throws FailureException, IOException, InterruptedException {
        List<String> specs = new ArrayList<>(Stream.concat(solve.requirements().stream(), candidate.pins().stream())
                .map(spec -> solvable(MatchSpec.parse(spec), candidate.channels()))
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
            CondaAnswer answer = solved(asked, candidate);
            List<String> broken = answer.breaking(limits.of(Environment.Installer.CONDA)).stream()
                    .map(CondaSolve::spec)
                    .toList();
            if (!broken.isEmpty() && !specs.containsAll(broken)) {
                specs.addAll(broken);
                continue;
            }
            List<CondaAnswer.Solved> young = answer.youngerThan(limits.before()).stream()
                    .filter(each -> kept(each).noneMatch(build -> each.build().equals(build.build())))
                    .toList();
            if (young.isEmpty()) {
                return answer;
            }
            young.forEach(each -> lower.put(each.name(), older(each)));
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
    private String older(CondaAnswer.Solved young) {
        return kept(young)
                .findFirst()
                .map(build -> "==" + build.version() + " " + build.build())
                .orElse("<" + young.version());
    }

    /** Of the same version. */
    private Stream<Kept> kept(CondaAnswer.Solved found) {
        return limits.kept().stream()
                .filter(each -> each.installer() == Environment.Installer.CONDA
                        && each.name().equals(found.name())
                        && each.version().equals(found.version()));
    }

    private CondaAnswer solved(List<String> specs, CondaCandidate candidate)
            throws FailureException, IOException, InterruptedException {
        List<String> channels =
                candidate.channels().stream().map(addresses::channel).toList();
        ProxyChoice proxy = ProxyChoice.withoutSecrets(addresses.named(candidate.channels()));
        Exited exited = process.ended(conda.solve(generation, channels, specs, candidate, proxy), new Quiet(watch));
        CondaAnswer answer = CondaAnswer.parse(exited.output()).orElse(null);
        if (exited.status() != 0 || answer == null) {
            String said = CondaAnswer.readable(exited.output());
            said.lines().forEach(watch::line);
            throw process.failure(new Exited(exited.status(), said));
        }
        return answer;
    }

    /** As all solvers read it; a channel that is named in it is where this machine finds it. */
    private String solvable(MatchSpec spec, List<SourceName> channels) {
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
}
