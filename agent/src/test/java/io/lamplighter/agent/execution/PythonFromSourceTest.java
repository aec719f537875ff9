package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.PythonMirror;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.AllowedFolder;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without a Python that fits, in system mode: what comes from a source, and what never does. */
class PythonFromSourceTest {
    private static final SourceName PYTHONS = new SourceName("pythons");

    @TempDir
    Path scratch;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private Interpreter packed;
    private LocalIndex index;
    private PythonMirror mirror;
    private SystemMachine machine;
    private Layout layout;
    private PolicyFile policy;
    private Engine engine;
    private long revision;

    @BeforeEach
    void start() throws Exception {
        packed = TestMachine.python();
        index = LocalIndex.start().add("pypi", StubWheel.of("numpy", "2.5"));
        mirror = PythonMirror.start(packed.version(), scratch);
        machine = SystemMachine.make(scratch);
        layout = machine.layout();
        policy = new PolicyFile(layout.root().resolve("policy.yaml"), true);
        allow(layout.tools().resolve("python").toString());
        engine = engine(List.of());
        engine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.stop();
        machine.close();
        mirror.close();
        index.close();
    }

    @Test
    void fetchesOneOnceAndEveryUserReachesIt() throws Exception {
        RunReport first = run(PYTHONS, "numpy");
        List<String> asked = mirror.requests();
        RunReport second = run(PYTHONS, "numpy>=2");

        assertThat(first.state()).isEqualTo(RunState.DONE);
        assertThat(second.state()).isEqualTo(RunState.DONE);
        assertThat(asked).hasSize(2).first().isEqualTo("/SHA256SUMS");
        assertThat(mirror.requests()).isEqualTo(asked);
        assertThat(TestMachine.run(
                        "/usr/bin/setpriv",
                        "--reuid=" + machine.builder().user(),
                        "--clear-groups",
                        layout.bin() + "/lab-python",
                        "-c",
                        "import sys, numpy; print(sys.base_prefix)"))
                .isEqualTo(layout.tools()
                        .resolve("python/" + packed.version() + "-20261110")
                        .toString());
        assertThat(layout.tools().resolve("python")).isDirectoryNotContaining("glob:**unfinished*");
    }

    @Test
    void fetchesNoneThatThePlanDoesNotName() throws Exception {
        RunReport failed = run(null, "numpy");

        assertThat(signature(failed)).isEqualTo("PYTHON_MISSING:>=3.9");
        assertThat(mirror.requests()).isEmpty();
        assertThat(layout.tools().resolve("python")).doesNotExist();
    }

    @Test
    void takesTheMachinesOwnWhereOneFits() throws Exception {
        engine.stop();
        allow("/usr/bin");
        engine = engine(List.of(packed));
        engine.start();

        assertThat(run(PYTHONS, "numpy").state()).isEqualTo(RunState.DONE);
        assertThat(mirror.requests()).isEmpty();
    }

    @Test
    void fetchesNoneThatThePolicyDoesNotAllow() throws Exception {
        allow("/usr/bin");

        RunReport failed = run(PYTHONS, "numpy");

        assertThat(signature(failed))
                .isEqualTo("POLICY_REFUSED:Pythons in " + layout.tools().resolve("python"));
        assertThat(mirror.requests()).isEmpty();
    }

    @Test
    void keepsNoneThatIsAnotherThanTheListSays() throws Exception {
        mirror.alterList();

        RunReport failed = run(PYTHONS, "numpy");

        assertThat(signature(failed)).startsWith("HASH_MISMATCH:cpython-");
        try (Stream<Path> left = Files.list(layout.tools().resolve("python"))) {
            assertThat(left).isEmpty();
        }
    }

    private static String signature(RunReport failed) {
        return Objects.requireNonNull(failed.failure()).signature().value();
    }

    private void allow(String folder) throws IOException {
        policy.write(PolicyRules.ofHosts(List.of(new HostPattern("127.0.0.1")), List.of(new AllowedFolder(folder))));
    }

    private RunReport run(@Nullable SourceName pythons, String requirement) {
        PlanDocument plan = PlanDocument.of(new Plan(
                Plan.FORMAT,
                Samples.LAB,
                List.of(
                        new Step.CreateEnvironment(">=3.9", pythons),
                        new Step.Solve(
                                List.of(requirement),
                                List.of(new Candidate("as asked", List.of(), Map.of())),
                                Source.PYPI),
                        new Step.Install("science", List.of(requirement)),
                        new Step.Verify(List.of(), false),
                        new Step.Expose(true, Map.of()))));
        List<AvailableSource> sources = new ArrayList<>(index.sources());
        sources.add(mirror.source(PYTHONS));
        engine.act(Samples.assignment(++revision, sources, plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().plan().equals(plan.id())
                        && reports.getLast().state().isFinal());
        return reports.getLast();
    }

    private Engine engine(List<Interpreter> seen) throws IOException {
        return new Engine(
                EngineParts.withPrograms(
                        layout,
                        machine.commands(),
                        new BuilderAccount(layout, machine.builder().name(), machine.commands()),
                        policy,
                        TestConfig.PATIENT,
                        () -> seen,
                        UnaryOperator.identity(),
                        new UvProgram(layout, machine.commands(), List.of(), TestMachine.NETWORK, Policies.OPEN),
                        new CondaProgram(machine.commands(), List.of(), Policies.OPEN),
                        TestMachine.NETWORK,
                        PlanLocks.NONE,
                        reports::add,
                        InstantSource.system(),
                        new Exposures(layout, Places.NONE),
                        TestMachine.PERMITS),
                new FileJournal(layout, new ProcessGroups().bootId()));
    }
}
