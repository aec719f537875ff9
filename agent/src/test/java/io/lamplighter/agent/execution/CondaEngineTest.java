package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalChannel;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine with a real conda solver and linker, the real uv, and a channel and an index of our own. */
class CondaEngineTest {
    private static final Step.Expose LAUNCHER = new Step.Expose(true, Map.of());

    @TempDir
    Path folder;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private final List<AvailableSource> sources = new ArrayList<>();
    private LocalIndex index;
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        index = LocalIndex.start();
        sources.addAll(index.sources());
        sources.add(LocalChannel.usual().source());
        layout = TestMachine.layout(folder);
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        engine = AgentUnderTest.engine(layout, TestConfig.PATIENT, reports::add, journal);
        engine.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
        index.close();
    }

    @Test
    void provesAnEnvironmentOfCondaPackagesWithTheirOwnPython() throws Exception {
        RunReport done = run(1, torch(null));

        assertThat(done.failure()).isNull();
        assertThat(done.checks())
                .extracting(check -> check.check() + " " + check.result().label())
                .startsWith("files passed", "imports passed", "consistency passed", "tensor passed");
        assertThat(done.candidate()).isEqualTo("torch 2.10.0");
        assertThat(done.installed())
                .extracting("name")
                .containsExactly("greeting", "numpy", "python", "pytorch", "tools");
        assertThat(Objects.requireNonNull(done.download()).files()).isEqualTo(5);
        Path generation = layout.generation(LAB, Objects.requireNonNull(done.generation()));
        assertThat(generation.resolve("share/tools/prefix")).hasContent(generation + "/share");
        assertThat(TestMachine.run(
                        layout.bin() + "/lab-python", "-c", "import sys, torch; print(sys.prefix, torch.version.cuda)"))
                .isEqualTo(generation + " None");
        assertThat(generation.resolve("lock.json"))
                .content()
                .contains("\"linux-64/pytorch-2.10.0-cpu_py_0.tar.bz2\"", "\"conda-forge\"", "\"sha256\":")
                .doesNotContain("file:/");
    }

    @Test
    void givesTheSolverTheDriverOfThePlanAndTakesNoBuildForTheProcessor() throws Exception {
        RunReport done = run(1, torch("12.8"));

        assertThat(Objects.requireNonNull(done.installed())).extracting("name").contains("cuda-version");
        assertThat(TestMachine.run(layout.bin() + "/lab-python", "-c", "import torch; print(torch.version.cuda)"))
                .isEqualTo("12.6");
    }

    @Test
    void failsRatherThanFallToTheProcessorWhereTheDriverIsTooOld() throws Exception {
        RunReport failed = run(1, torch("11.4"));

        assertThat(failed.failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature().id()).isEqualTo("SOLVER_MISSING_CUDA");
            assertThat(failure.log()).contains("__cuda >=12");
        });
    }

    @Test
    void findsAChannelThatAPackageNamesWhereTheMachineHasIt() throws Exception {
        RunReport done = run(1, numpy("conda-forge::numpy"));

        assertThat(done.failure()).isNull();
        assertThat(done.installed()).extracting("name").contains("numpy");
    }

    @Test
    void passesOverACandidateWithoutASolution() throws Exception {
        CondaCandidate impossible = candidate("torch 9", "pytorch=9.*", null);
        RunReport done = run(
                1,
                plan(
                        List.of(impossible, candidate("torch 2", "pytorch=2.10.*", null)),
                        new Step.InstallConda("framework", List.of("pytorch"))));

        assertThat(done.candidate()).isEqualTo("torch 2");
    }

    @Test
    void keepsAFileOutThatIsNotTheOneOfTheLock() throws Exception {
        run(1, plan(List.of(candidate("as written", "python", null)), new Step.InstallConda("only", List.of("tools"))));
        Path cached = layout.condaCache().resolve("packages/numpy-2.4.0-py_0.tar.bz2");
        Files.writeString(cached, "another file");

        RunReport failed = run(2, numpy());
        RunReport after = run(3, numpy("numpy", "tools"));

        assertThat(failed.failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature()).hasToString("HASH_MISMATCH:numpy-2.4.0-py_0.tar.bz2");
            assertThat(failure.log()).contains("The SHA-256 of numpy-2.4.0-py_0.tar.bz2 is ");
        });
        assertThat(after.state()).isEqualTo(RunState.DONE);
    }

    @Test
    void noticesAFileThatWasAlteredInTheCache() throws Exception {
        run(1, numpy());
        try (Stream<Path> files = Files.walk(layout.cache())) {
            for (Path cached :
                    files.filter(file -> file.endsWith("numpy/__init__.py")).toList()) {
                Files.write(cached, new byte[0]);
            }
        }

        RunReport failed = run(2, numpy("numpy", "tools"));

        assertThat(failed.failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature()).hasToString("FILES_DAMAGED");
            assertThat(failure.message()).contains("site-packages/numpy/__init__.py");
        });
    }

    @Test
    void installsWhatPipIsAskedForOverCondasPackagesAndLeavesThoseAsTheyAre() throws Exception {
        index.add("pypi", StubWheel.of("numpy", "1.26.4"))
                .add("pypi", StubWheel.of("numpy", "2.5.0"))
                .add("pypi", StubWheel.of("wrapper", "1.0", "numpy"))
                .add("pypi", StubWheel.of("wrapper", "2.0", "numpy>=2.5"));

        RunReport done = run(1, mixed("numpy=1.26", "wrapper"));

        assertThat(done.failure()).isNull();
        assertThat(done.installed())
                .extracting(each -> each.name() + " " + each.version())
                .contains("numpy 1.26.4", "wrapper 1.0");
        assertThat(TestMachine.run(
                        layout.bin() + "/lab-python",
                        "-c",
                        "import numpy, wrapper; print(numpy.version, wrapper.version)"))
                .isEqualTo("1.26.4 1.0");
        Path generation = layout.generation(LAB, Objects.requireNonNull(done.generation()));
        assertThat(generation.resolve("lock.json"))
                .content()
                .contains("wrapper-1.0-py3-none-any.whl")
                .doesNotContain("numpy-1.26.4-py3");
        assertThat(index.requests()).noneMatch(path -> path.endsWith(".whl") && path.contains("numpy"));
    }

    @Test
    void saysWhatPipCannotHaveOverCondasPackages() throws Exception {
        index.add("pypi", StubWheel.of("numpy", "1.26.4")).add("pypi", StubWheel.of("wrapper", "2.0", "numpy>=2.5"));

        RunReport failed = run(1, mixed("numpy=1.26", "wrapper"));

        assertThat(failed.failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature().id()).isEqualTo("RESOLVER_NO_CANDIDATE");
            assertThat(failure.log()).contains("numpy==1.26.4", "wrapper");
        });
    }

    @Test
    void noticesAPackageThatWasAddedByHand() throws Exception {
        RunReport done = run(1, numpy());
        Path records = layout.generation(LAB, Objects.requireNonNull(done.generation()))
                .resolve("conda-meta");
        Files.writeString(records.resolve("added-1.0-0.json"), "{}");

        engine.act(assignment(2, sources, numpy()));

        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> reports.stream().map(RunReport::run).distinct().count() == 2
                        && reports.getLast().state() == RunState.DONE);
        assertThat(reports.getLast().checks()).extracting("result").doesNotContain(Result.FAILED);
    }

    private static PlanDocument torch(@Nullable String cuda) {
        CondaCandidate candidate =
                candidate("torch 2.10.0", cuda == null ? "pytorch=2.10.0=cpu*" : "pytorch=2.10.0=cuda126*", cuda);
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.SolveConda(
                                List.of("python >=3.9", "pytorch=2.10.*", "greeting", "tools"), List.of(candidate)),
                        new Step.InstallConda("framework", List.of("pytorch=2.10.*")),
                        new Step.InstallConda("science", List.of("greeting", "tools")),
                        new Step.Verify(List.of(Check.TENSOR), false),
                        LAUNCHER)));
    }

    private static PlanDocument numpy(String... packages) {
        List<String> asked = packages.length == 0 ? List.of("numpy") : List.of(packages);
        return plan(List.of(candidate("as written", "python >=3.9", null)), new Step.InstallConda("only", asked));
    }

    private static PlanDocument plan(List<CondaCandidate> candidates, Step.InstallConda stage) {
        List<String> requirements = new ArrayList<>(List.of("python >=3.9"));
        requirements.addAll(stage.requirements());
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.SolveConda(requirements, candidates),
                        stage,
                        new Step.Verify(List.of(), false),
                        LAUNCHER)));
    }

    private static PlanDocument mixed(String ofConda, String ofPip) {
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.SolveConda(
                                List.of("python >=3.9", ofConda), List.of(candidate("as written", ofConda, null))),
                        new Step.InstallConda("base", List.of(ofConda)),
                        new Step.Solve(
                                List.of(ofPip), List.of(new Candidate("as written", List.of(), Map.of())), Source.PYPI),
                        new Step.Install("extra", List.of(ofPip)),
                        new Step.Verify(List.of(), false),
                        LAUNCHER)));
    }

    private static CondaCandidate candidate(String name, String pin, @Nullable String cuda) {
        return new CondaCandidate(name, List.of(pin), List.of(Source.CONDA_FORGE), cuda, null);
    }

    private RunReport run(long revision, PlanDocument plan) throws IOException {
        engine.act(assignment(revision, sources, plan));
        await().atMost(120, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().plan().equals(plan.id())
                        && reports.getLast().state().isFinal());
        return reports.getLast();
    }
}
