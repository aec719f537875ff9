package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.Jupyter;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.api.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people have open while their environment is replaced and then removed, with the real uv, shell and Jupyter. */
class ExposedEngineTest {
    /** In place of ipykernel: says where it runs, and imports more when it is told to. */
    private static final String KERNEL = """
            import os, sys, time
            talk = os.environ["TALK"]
            def say(name, text):
                with open(os.path.join(talk, name + ".part"), "w") as file:
                    file.write(text)
                os.rename(os.path.join(talk, name + ".part"), os.path.join(talk, name))
            say("started", " ".join(sys.argv[1:2]) + " " + sys.prefix + " " + os.environ["PYTHONNOUSERSITE"])
            while not os.path.exists(os.path.join(talk, "go")):
                time.sleep(0.02)
            import greeting.late
            say("said", greeting.late.text)
            time.sleep(600)
            """;

    @TempDir
    Path folder;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private Path talk;
    private LocalIndex index;
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        index = LocalIndex.start()
                .add("pypi", greeting("1", "hello"))
                .add("pypi", greeting("2", "good evening"))
                .add(
                        "pypi",
                        StubWheel.of(
                                "ipykernel",
                                "7.1",
                                Map.of(
                                        "ipykernel/__init__.py",
                                        "",
                                        "ipykernel_launcher.py",
                                        "if __name__ == '__main__':\n" + KERNEL.indent(4))));
        layout = TestMachine.layout(Files.createDirectories(folder.resolve("agent")));
        talk = Files.createDirectories(folder.toRealPath().resolve("talk"));
        engine = AgentUnderTest.engine(
                layout, TestConfig.PATIENT, reports::add, new FileJournal(layout, new ProcessGroups().bootId()));
        engine.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
        index.close();
    }

    @Test
    void letsAKernelThatJupyterStartedFinishInItsGeneration() throws Exception {
        GenerationName first = generation(run(1, "greeting==1", "ipykernel"));
        assertThat(Jupyter.kernels(layout.root().resolve("share/jupyter")))
                .containsEntry("lamplighter-lab", "Lab's Python");
        try (Jupyter.Kernel kernel = Jupyter.start(layout.root().resolve("share/jupyter"), "lamplighter-lab")) {
            await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(talk.resolve("started")));
            assertThat(talk.resolve("started")).hasContent("-f " + layout.generation(LAB, first) + " 1");

            run(2, "greeting==2", "ipykernel");
            retireUntilOnly(first);
            Files.createFile(talk.resolve("go"));

            await().until(() -> Files.exists(talk.resolve("said")));
            assertThat(talk.resolve("said")).hasContent("hello");
            assertThat(layout.kernels()).isEmptyDirectory();
            kernel.stop();
        }
        retireUntilGone();
    }

    @Test
    void letsAShellFinishInTheGenerationThatItActivated() throws Exception {
        GenerationName first = generation(run(1, "greeting==1"));
        Process shell = new ProcessBuilder("bash", "--noprofile", "--norc").start();
        try (var input = shell.outputWriter();
                var said = shell.inputReader()) {
            input.write(". " + layout.bin() + "/lab-activate && echo up\n");
            input.flush();
            assertThat(said.readLine()).isEqualTo("up");

            run(2, "greeting==2");
            retireUntilOnly(first);
            input.write("python -c 'import greeting.late; print(greeting.late.text)'\n");
            input.flush();

            assertThat(said.readLine()).isEqualTo("hello");
        }
        assertThat(shell.waitFor()).isZero();
        retireUntilGone();
    }

    @Test
    void saysInItsReportThatThereIsNoKernelWithoutIpykernel() {
        RunReport report = run(1, "greeting==1");

        assertThat(report.checks())
                .filteredOn(check -> check.check().equals("exposure"))
                .singleElement()
                .satisfies(check -> assertThat(check.detail()).startsWith("Jupyter gets no kernel"));
        assertThat(layout.kernels()).doesNotExist();
    }

    @Test
    void restoresAtItsNextLookWhatSomebodyTookAway() throws Exception {
        run(1, "greeting==1", "ipykernel");
        Path spec = layout.kernels().resolve("lamplighter-lab/kernel.json");
        Files.delete(spec);
        Files.writeString(layout.bin().resolve("lab-activate"), "echo mine");

        engine.act(assignment(2, index.sources(), plan("greeting==1", "ipykernel")));

        await().until(() -> Files.exists(spec)
                && Files.readString(layout.bin().resolve("lab-activate")).startsWith("# Made by Lamplighter"));
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSize(1);
    }

    private static StubWheel greeting(String version, String text) {
        return StubWheel.of(
                "greeting", version, Map.of("greeting/__init__.py", "", "greeting/late.py", "text = '" + text + "'\n"));
    }

    private PlanDocument plan(String... requirements) {
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.CreateEnvironment(">=3.9"),
                        new Step.Solve(
                                List.of(requirements),
                                List.of(new Candidate("as asked", List.of(), Map.of())),
                                Source.PYPI),
                        new Step.Install("all", List.of(requirements)),
                        new Step.Verify(List.of(), false),
                        new Step.Expose(
                                true,
                                "Lab's Python",
                                List.of(Extra.ACTIVATE),
                                Map.of(new VariableName("TALK"), talk.toString())))));
    }

    private RunReport run(long revision, String... requirements) {
        PlanDocument plan = plan(requirements);
        engine.act(assignment(revision, index.sources(), plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().plan().equals(plan.id())
                        && reports.getLast().state().isFinal());
        return reports.getLast();
    }

    private void retireUntilOnly(GenerationName left) throws IOException {
        engine.act(Samples.retiring(3, InstantSource.system().instant()));
        await().until(() -> Files.notExists(layout.bin().resolve("lab-python")));
        engine.act(Samples.retiring(4, InstantSource.system().instant()));
        await().until(() -> new Generations(layout).all(LAB).equals(List.of(left)));
    }

    private void retireUntilGone() {
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            engine.act(Samples.retiring(5, InstantSource.system().instant()));
            return Files.notExists(layout.environment(LAB));
        });
    }

    private static GenerationName generation(RunReport report) {
        return Objects.requireNonNull(report.generation());
    }
}
