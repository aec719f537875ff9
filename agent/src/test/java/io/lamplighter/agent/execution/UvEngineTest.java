package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubTorch;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine with the real uv, the real Python and indexes of our own. */
class UvEngineTest {
    @TempDir
    Path folder;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private LocalIndex index;
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        index = LocalIndex.start()
                .add("pypi", StubWheel.of("numpy", "2.4"))
                .add("pypi", StubWheel.of("numpy", "2.5"))
                .add("pypi", StubWheel.of("typing_extensions", "4.16.0"))
                .add("whl/cpu", StubTorch.wheel("2.10.0", "cpu"));
        layout = TestMachine.layout(folder);
        engine = start(TestConfig.PATIENT);
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
        index.close();
    }

    @Test
    void provesATorchEnvironmentAndHandsItOut() throws Exception {
        RunReport done = run(1, torch());

        assertThat(done.state()).isEqualTo(RunState.DONE);
        assertThat(done.candidate()).isEqualTo("torch 2.10.0 cpu");
        assertThat(done.checks())
                .extracting(check -> check.check() + " " + check.result().label())
                .containsExactly(
                        "files passed",
                        "imports passed",
                        "consistency passed",
                        "tensor passed",
                        "autograd passed",
                        "dataloader passed",
                        "lock not_applicable");
        assertThat(done.installed()).extracting("name").containsExactly("numpy", "torch", "typing-extensions");
        assertThat(Objects.requireNonNull(done.download()).files()).isEqualTo(3);
        assertThat(TestMachine.run(layout.bin() + "/lab-run", "python", "-c", "import torch; print(torch.__version__)"))
                .isEqualTo("2.10.0+cpu");
        assertThat(layout.generation(LAB, Objects.requireNonNull(done.generation()))
                        .resolve("lock.json"))
                .content()
                .contains("\"sha256\":");
    }

    @Test
    void keepsTheOldGenerationWhenARequirementIsImpossible() throws Exception {
        run(1, plan("one", "numpy==2.4"));

        RunReport failed = run(2, plan("two", "numpy==99"));

        assertThat(failed.failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature()).hasToString("RESOLVER_NO_CANDIDATE:numpy==99");
            assertThat(failure.message()).contains("numpy==99");
            assertThat(failure.remedy()).contains("Environment");
            assertThat(failure.log()).contains("no version of numpy==99");
        });
        assertThat(version()).isEqualTo("2.4");
    }

    @Test
    void buildsAgainByItselfAfterItsInstallerWasKilled() throws Exception {
        engine.stop();
        engine = start(TestConfig.EAGER);
        StubWheel numpy = StubWheel.of("numpy", "2.5");
        index.stall(numpy);
        engine.act(assignment(1, index.sources(), plan("one", "numpy")));
        await().until(() -> index.requests().stream().anyMatch(path -> path.endsWith(numpy.fileName())));
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());

        ProcessHandle.of(Objects.requireNonNull(journal.last(LAB).orElseThrow().group())
                        .id())
                .orElseThrow()
                .destroyForcibly();

        await().until(() -> reports.stream().anyMatch(each -> each.failure() != null));
        index.release(numpy);
        await().atMost(30, TimeUnit.SECONDS).until(() -> reports.getLast().state() == RunState.DONE);
        assertThat(reports.stream()
                        .filter(each -> each.failure() != null)
                        .map(each -> Objects.requireNonNull(each.failure()).signature()))
                .first()
                .hasToString("INSTALLER_KILLED:signal 9");
        assertThat(version()).isEqualTo("2.5");
    }

    @Test
    void letsAProcessFinishInTheGenerationThatItBeganIn() throws Exception {
        index.add("pypi", greeting("1", "hello")).add("pypi", greeting("2", "good evening"));
        GenerationName first =
                Objects.requireNonNull(run(1, plan("one", "greeting==1")).generation());
        Process old = new ProcessBuilder(
                        layout.bin() + "/lab-python",
                        "-c",
                        "import sys; print('up', flush=True); sys.stdin.readline(); import greeting.late; print(greeting.late.text)")
                .start();
        var said = old.inputReader();
        assertThat(said.readLine()).isEqualTo("up");

        run(2, plan("two", "greeting==2"));
        engine.act(Samples.retiring(3, InstantSource.system().instant()));
        await().until(() -> Files.notExists(layout.bin().resolve("lab-python")));
        engine.act(Samples.retiring(4, InstantSource.system().instant()));
        await().until(() -> new Generations(layout).all(LAB).equals(List.of(first)));
        try (var input = old.outputWriter()) {
            input.write("go on\n");
        }

        assertThat(said.readLine()).isEqualTo("hello");
        assertThat(old.waitFor()).isZero();
        engine.act(Samples.retiring(5, InstantSource.system().instant()));
        await().until(() -> Files.notExists(layout.environment(LAB)));
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        run(1, torch());
        engine.stop();
        int asked = index.requests().size();
        engine = start(TestConfig.PATIENT);

        engine.act(assignment(2, index.sources(), torch()));

        await().until(() -> !engine.statuses().isEmpty()
                && engine.statuses().getFirst().phase() == Phase.CONVERGED
                && torch().id().equals(engine.statuses().getFirst().wanted()));
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSize(1);
        assertThat(index.requests()).hasSize(asked);
    }

    @Test
    void takesFromItsCacheWhatItFetchedBefore() throws Exception {
        GenerationName first = Objects.requireNonNull(run(1, torch()).generation());
        int asked = index.requests().size();
        engine.stop();
        Files.delete(layout.current(LAB));
        Files.delete(layout.generation(LAB, first).resolve("generation.json")); // it could be gone back to

        engine = start(TestConfig.PATIENT);
        RunReport again = run(2, torch());

        assertThat(again.generation())
                .extracting(GenerationName::value)
                .asString()
                .endsWith("-2");
        assertThat(again.download()).isEqualTo(new RunReport.Download(0, 0));
        assertThat(index.requests().subList(asked, index.requests().size())).noneMatch(path -> path.endsWith(".whl"));
    }

    @Test
    void usesNothingOfADamagedCacheAndEmptiesIt() throws Exception {
        run(1, plan("one", "numpy"));
        try (Stream<Path> files = Files.walk(layout.cache())) {
            Path cached = files.filter(file -> file.endsWith("numpy/__init__.py"))
                    .findFirst()
                    .orElseThrow();
            Files.write(cached, new byte[0]);
        }

        RunReport failed = run(2, plan("two", "numpy"));
        String meanwhile = version();
        RunReport after = run(3, plan("three", "numpy"));

        assertThat(failed.failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature()).hasToString("FILES_DAMAGED");
            assertThat(failure.message()).contains("site-packages/numpy/__init__.py");
        });
        assertThat(meanwhile).isEqualTo("2.5");
        assertThat(after.state()).isEqualTo(RunState.DONE);
    }

    private static StubWheel greeting(String version, String text) {
        return StubWheel.of(
                "greeting", version, Map.of("greeting/__init__.py", "", "greeting/late.py", "text = '" + text + "'\n"));
    }

    private static PlanDocument torch() {
        List<Check> checks = List.of(Check.TENSOR, Check.AUTOGRAD, Check.DATALOADER);
        Candidate candidate = new Candidate(
                "torch 2.10.0 cpu",
                List.of("torch==2.10.0+cpu"),
                Map.of("torch", new Placement(Source.PYTORCH, "cpu")));
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.CreateEnvironment(">=3.9"),
                        new Step.Solve(List.of("torch==2.10.*", "numpy<3"), List.of(candidate), Source.PYPI),
                        new Step.Install("framework", List.of("torch==2.10.*")),
                        new Step.Install("science", List.of("numpy<3")),
                        new Step.Verify(checks, false),
                        new Step.Expose(true, Map.of()))));
    }

    private String version() throws Exception {
        return TestMachine.run(layout.bin() + "/lab-python", "-c", "import numpy; print(numpy.version)");
    }

    private RunReport run(long revision, PlanDocument plan) {
        engine.act(assignment(revision, index.sources(), plan));
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().plan().equals(plan.id())
                        && reports.getLast().state().isFinal());
        return reports.getLast();
    }

    private Engine start(TestConfig config) throws IOException, InterruptedException {
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        Engine started = AgentUnderTest.engine(layout, config, reports::add, journal);
        started.start();
        return started;
    }
}
