package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalChannel;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.policy.StepKind;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conda packages in system mode: linked, and their scripts run, by an account without privileges. Runs as root. */
class CondaSystemModeTest {
    @TempDir
    Path scratch;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private LocalIndex server;
    private SystemMachine machine;
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        server = LocalIndex.start();
        machine = SystemMachine.make(scratch);
        layout = machine.layout();
        PolicyRules rules = new PolicyRules(
                List.of(new HostPattern("127.0.0.1")),
                List.of(StepKind.SOLVE_CONDA, StepKind.INSTALL_CONDA, StepKind.VERIFY, StepKind.EXPOSE),
                List.of(InstallerProgram.MICROMAMBA),
                List.of(),
                false);
        engine = SystemEngine.on(
                machine,
                machine.builder().name(),
                () -> new Policy("the test", rules),
                List.of(),
                List.of(TestConda.folder()),
                PlanLocks.NONE,
                reports::add);
        engine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.stop();
        machine.close();
        server.close();
    }

    @Test
    void buildsAsTheBuilderAndLeavesEverythingToRoot() throws Exception {
        LocalChannel channel = LocalChannel.usual()
                .add(
                        "scripted",
                        "1.0",
                        "h1_0",
                        0,
                        List.of(),
                        Map.of(
                                "bin/.scripted-post-link.sh",
                                "#!/bin/bash\nid -un > $PREFIX/share/linked-by\n",
                                "share/scripted",
                                ""));

        RunReport done = run("http", server.serve("conda-forge", channel.folder()));

        assertThat(done.failure()).isNull();
        Path generation = layout.generation(LAB, Objects.requireNonNull(done.generation()));
        assertThat(generation.resolve("share/linked-by"))
                .hasContent(machine.builder().name());
        SystemEngine.shouldBeRootsAlone(generation);
        assertThat(Files.getAttribute(layout.condaCache(), "unix:uid"))
                .isEqualTo(machine.builder().user());
        assertThat(TestMachine.run(
                        "/usr/bin/setpriv",
                        "--reuid=" + machine.builder().user(),
                        "--clear-groups",
                        layout.bin() + "/lab-python",
                        "-c",
                        "import numpy, json; print(numpy.version, json.__cached__)"))
                .startsWith("2.4.0 " + generation);
    }

    @Test
    void asksNoChannelThatThePolicyDoesNotName() throws Exception {
        RunReport failed = run("elsewhere", "https://elsewhere.example/conda-forge");

        assertThat(failed.failure())
                .isNotNull()
                .satisfies(failure ->
                        assertThat(failure.message()).contains("the host elsewhere.example of the source conda-forge"));
    }

    private RunReport run(String name, String channel) {
        Step.InstallConda stage = new Step.InstallConda("only", List.of("numpy", "greeting", "scripted"));
        PlanDocument plan = PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.SolveConda(
                                List.of("python >=3.9", "numpy", "greeting", "scripted"),
                                List.of(new CondaCandidate(name, List.of(), List.of(Source.CONDA_FORGE), null, null))),
                        stage,
                        new Step.Verify(List.of(), false),
                        new Step.Expose(true, Map.of()))));
        engine.act(assignment(1, List.of(LocalChannel.source(channel)), plan));
        await().atMost(120, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty() && reports.getLast().state().isFinal());
        return reports.getLast();
    }
}
