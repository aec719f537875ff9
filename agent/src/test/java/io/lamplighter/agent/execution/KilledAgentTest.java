package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.pinned;
import static io.lamplighter.agent.execution.Samples.plan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real agent process is killed in each state of a run; another takes over, in the same directory. */
class KilledAgentTest {
    private static final int SIGKILL = 128 + 9;
    private static final Set<String> OF_THE_TEST = Set.of("wanted.json", "agent.log", "said.log", "killed-inside");
    private static final StubWheel GREETING = StubWheel.of("greeting", "1");

    @TempDir
    static Path folder;

    private static LocalIndex index;
    private static Layout layout;
    private static long revision;

    @BeforeAll
    static void haveAWorkingEnvironment() throws Exception {
        index = LocalIndex.start().add("pypi", GREETING);
        layout = TestMachine.layout(folder);
        converge(assignment(++revision, index.sources(), plan("at first", "greeting")));
    }

    @AfterAll
    static void stopTheIndex() {
        index.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            enter, PLANNED,    again
            leave, PLANNED,    again
            enter, WAITING,    again
            leave, WAITING,    again
            enter, CLAIMED,    again
            leave, CLAIMED,    again
            enter, PREPARING,  again
            leave, PREPARING,  again
            enter, SOLVING,    again
            leave, SOLVING,    again
            enter, BUILDING,   again
            leave, BUILDING,   again
            enter, VERIFYING,  again
            leave, VERIFYING,  again
            enter, SEALING,    on
            leave, SEALING,    on
            enter, ACTIVATING, on
            leave, ACTIVATING, on
            enter, EXPOSING,   on
            leave, EXPOSING,   on
            enter, DONE,       nothing
            """)
    void isFollowedByOneThatFinishesItsRun(String when, RunState state, String builds) throws Exception {
        isFollowedByOneThatFinishesItsRun(when, state.name(), builds.equals("again"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = """
            1, ' venv ',                    again
            2, ' --format pylock.toml ',    again
            3, ' --annotation-style line ', again
            4, ' pip install ',             again
            5, 'files.py',                  again
            6, 'verify.py',                 again
            7, ' pip check ',               again
            8, '/sync ',                    on
            """)
    void isFollowedByOneThatFinishesItsRunWhenItDiesInsideAProgram(int number, String program, String builds)
            throws Exception {
        isFollowedByOneThatFinishesItsRun("inside", Integer.toString(number), builds.equals("again"));

        assertThat(AgentUnderTest.killedInside(layout)).content().contains(program);
    }

    private static void isFollowedByOneThatFinishesItsRun(String when, String where, boolean buildsAgain)
            throws Exception {
        GenerationName before = current();
        Set<String> filesBefore = filesBeside(before);
        PlanDocument plan = plan(when + " " + where, "greeting");
        Assignment wanted = assignment(++revision, index.sources(), plan);
        int status = kill(wanted, when, where);
        boolean wasUsableThen = recordOf(current()).isPresent();

        List<RunReport> reports = converge(wanted);

        assertThat(status).isEqualTo(SIGKILL);
        assertThat(wasUsableThen).isTrue();
        assertThat(current()).isNotEqualTo(before);
        assertThat(recordOf(current()).orElseThrow().plan()).isEqualTo(plan.id());
        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
        assertThat(reports)
                .extracting(RunReport::run)
                .containsOnly(reports.getLast().run());
        assertThat(reports.stream().anyMatch(each -> each.state() == RunState.BUILDING))
                .isEqualTo(buildsAgain);
        assertThat(generations()).allMatch(each -> recordOf(each).isPresent());
        assertThat(filesBeside(current())).isEqualTo(filesBefore);
        assertThat(TestMachine.run(layout.bin() + "/lab-python", "-c", "import greeting, os; print(os.environ['LAB'])"))
                .isEqualTo(when + " " + where);
    }

    @ParameterizedTest(name = "going back: {0} {1}")
    @CsvSource(textBlock = """
            enter,  PLANNED
            enter,  WAITING
            enter,  VERIFYING
            leave,  VERIFYING
            inside, 1
            inside, 2
            enter,  ACTIVATING
            leave,  ACTIVATING
            enter,  EXPOSING
            leave,  EXPOSING
            """)
    void isFollowedByOneThatGoesBack(String when, String where) throws Exception {
        PlanDocument older = plan("older " + when + where, "greeting");
        converge(assignment(++revision, index.sources(), older));
        GenerationName back = current();
        converge(assignment(++revision, index.sources(), plan("newer " + when + where, "greeting")));
        List<GenerationName> before = generations();
        Assignment wanted = pinned(++revision, older, back);
        int status = kill(wanted, when, where);
        boolean wasUsableThen = recordOf(current()).isPresent();

        List<RunReport> reports = converge(wanted);

        assertThat(status).isEqualTo(SIGKILL);
        assertThat(wasUsableThen).isTrue();
        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
        assertThat(current()).isEqualTo(back);
        assertThat(generations()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(new Activations(layout).of(LAB))
                .last()
                .extracting(Activation::generation, Activation::cause)
                .containsExactly(back, Cause.ROLLBACK);
        assertThat(TestMachine.run(layout.bin() + "/lab-python", "-c", "import os; print(os.environ['LAB'])"))
                .isEqualTo("older " + when + where);
    }

    @Test
    void leavesNoInstallerThatGoesOnWriting() throws Exception {
        StubWheel slow = StubWheel.of("slow", "1");
        index.add("pypi", slow);
        index.stall(slow);
        GenerationName before = current();
        Assignment wanted = assignment(++revision, index.sources(), plan("killed while it downloads", "slow"));
        Process agent = AgentUnderTest.start(layout, write(wanted));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> index.requests().stream().anyMatch(path -> path.endsWith(slow.fileName())));
        agent.destroyForcibly().waitFor();
        ProcessGroup installer = groupOf(new FileJournal(layout, new ProcessGroups().bootId()).last(LAB));
        boolean outlivedTheAgent = isAlive(installer);

        Engine next = engine(_ -> {});
        next.start();

        try {
            await().until(() -> !isAlive(installer));
            await().until(() -> next.statuses().stream().anyMatch(each -> before.equals(each.generation())));
            assertThat(outlivedTheAgent).isTrue();
            assertThat(current()).isEqualTo(before);
            assertThat(generations()).allMatch(each -> recordOf(each).isPresent());
        } finally {
            next.stop();
            index.release(slow);
        }
        List<RunReport> reports = converge(wanted);
        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
    }

    private static int kill(Assignment wanted, String... death) throws IOException, InterruptedException {
        Process agent = AgentUnderTest.start(layout, write(wanted), death);
        try {
            assertThat(agent.waitFor(60, TimeUnit.SECONDS)).as("it dies").isTrue();
            return agent.exitValue();
        } finally {
            agent.destroyForcibly();
        }
    }

    private static List<RunReport> converge(Assignment wanted) throws IOException, InterruptedException {
        List<RunReport> reports = new CopyOnWriteArrayList<>();
        Engine engine = engine(reports::add);
        engine.start();
        try {
            engine.act(wanted);
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> !reports.isEmpty()
                            && reports.getLast().state().isFinal()
                            && reports.getLast()
                                    .plan()
                                    .equals(wanted.environments().getFirst().plan()));
            return List.copyOf(reports);
        } finally {
            engine.stop();
        }
    }

    private static Engine engine(RunListener listener) throws IOException, InterruptedException {
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        return AgentUnderTest.engine(layout, TestConfig.PATIENT, listener, journal);
    }

    private static Path write(Assignment wanted) throws IOException {
        return Files.write(folder.resolve("wanted.json"), Wire.write(wanted).getBytes(UTF_8));
    }

    private static GenerationName current() throws IOException {
        return new GenerationName(
                String.valueOf(Files.readSymbolicLink(layout.current(LAB)).getFileName()));
    }

    private static List<GenerationName> generations() throws IOException {
        return new Generations(layout).all(LAB);
    }

    /** All files of the agent but those of generations and of its cache, and those of one generation under its name. */
    private static Set<String> filesBeside(GenerationName generation) throws IOException {
        try (Stream<Path> files = Files.walk(layout.root())) {
            return files.filter(file -> !file.startsWith(layout.cache()))
                    .filter(file -> !file.startsWith(layout.generations(LAB))
                            || file.startsWith(layout.generation(LAB, generation)))
                    .filter(file -> !OF_THE_TEST.contains(String.valueOf(file.getFileName())))
                    .map(file -> layout.root().relativize(file).toString().replace(generation.value(), "GENERATION"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Optional<GenerationRecord> recordOf(GenerationName generation) {
        try {
            return new Generations(layout).record(LAB, generation);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessGroup groupOf(Optional<Journal.Entry> entry) {
        return Optional.ofNullable(entry.orElseThrow().group()).orElseThrow();
    }

    private static boolean isAlive(ProcessGroup group) {
        return ProcessHandle.of(group.id()).filter(ProcessHandle::isAlive).isPresent();
    }
}
