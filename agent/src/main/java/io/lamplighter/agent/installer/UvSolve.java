package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.UvCommands.SolveInput;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step.Install;
import io.lamplighter.api.plan.Step.Solve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One solve of all stages of pip by uv, which becomes a lock. */
record UvSolve(
        Layout layout,
        InstallerProcess process,
        UvCommands uv,
        Network network,
        Ground ground,
        SourceAddresses addresses,
        CommandWatch watch) {
    private static final int LONGEST = 1 << 26;
    private static final Pattern VERSION = Pattern.compile("(?m)^version_info *= *(\\d+\\.\\d+)");

    /** The first candidate that can be solved. */
    Solution solve(Plan plan) throws FailureException, IOException, InterruptedException {
        Solve solve = plan.only(Solve.class);
        try {
            FirstSolvable<Lock> found = FirstSolvable.of(
                    solve.candidates(),
                    Candidate::name,
                    candidate -> lock(plan, new SolveProject(solve, candidate, addresses)));
            return new Solution(found.passedOver(), LockDocument.of(found.solution()));
        } catch (IllegalArgumentException e) {
            throw new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
        }
    }

    private Lock lock(Plan plan, SolveProject project) throws FailureException, IOException, InterruptedException {
        SolveInput input = input(project);
        UvLock found = solve(input);
        Dependencies dependencies = Dependencies.parse(process.run(uv.dependencies(input), watch));
        List<Install> stages = plan.all(Install.class);
        List<Set<String>> roots = stages.stream()
                .map(stage -> RequirementNames.of(stage.requirements()))
                .toList();
        List<Set<String>> divided = dependencies.divide(ground.lacking(found.names()), roots);
        List<LockedStage> locked = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            locked.add(new LockedStage(
                    stages.get(i).stage(),
                    Environment.Installer.PIP,
                    found.locked(divided.get(i), project::placementOf)));
        }
        return new Lock(Lock.FORMAT, ground.python, project.candidate().name(), locked);
    }

    private SolveInput input(SolveProject project) throws FailureException, IOException {
        Path file = layout.given().resolve("pyproject.toml");
        DurableFiles.replace(file, project.render().getBytes(UTF_8));
        Path constraints = null;
        String constrained = ground.constraints();
        if (!constrained.isEmpty()) {
            constraints = layout.given().resolve("constraints.txt");
            DurableFiles.replace(constraints, constrained.getBytes(UTF_8));
        }
        return new SolveInput(
                file,
                ground.interpreter(),
                project.indexes(),
                network.to(project.sources()),
                constraints,
                ReleasedBefore.of(ground.limits));
    }

    private UvLock solve(SolveInput input) throws FailureException, IOException, InterruptedException {
        Path file = layout.temporary().resolve("pylock.toml");
        Files.deleteIfExists(file); // uv would keep to the versions of the last one
        process.run(uv.lock(input, file), watch);
        return UvLock.parse(new String(DurableFiles.readPlain(file, LONGEST), UTF_8));
    }

    /**
     * What a solve builds on.
     *
     * @param python its version, {@code 3.11}
     * @param installed before; absent where nothing is
     */
    record Ground(Path generation, String python, @Nullable SitePackages installed, SolveLimits limits) {
        /** A virtual environment in which nothing is installed; its file says of which Python it is. */
        static Ground venv(Path generation, SolveLimits limits) throws IOException {
            Path file = generation.resolve("pyvenv.cfg");
            Matcher version = VERSION.matcher(new String(DurableFiles.readPlain(file, LONGEST), UTF_8));
            if (!version.find()) {
                throw new IOException("no version in " + file);
            }
            return new Ground(generation, version.group(1), null, limits);
        }

        String constraints() {
            return (installed == null ? "" : installed.constraints())
                    + Stream.concat(
                                    limits.of(Environment.Installer.PIP).stream()
                                            .map(Bound::constraint),
                                    ReleasedBefore.of(limits).constraints())
                            .map(line -> line + "\n")
                            .collect(Collectors.joining());
        }

        Path interpreter() {
            return generation.resolve("bin").resolve("python");
        }

        Set<String> lacking(Set<String> names) {
            return installed == null
                    ? names
                    : names.stream()
                            .filter(name -> !installed.versions().containsKey(name))
                            .collect(Collectors.toUnmodifiableSet());
        }
    }
}
