package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real agent process is killed in each state of a run; another takes over, in the same directory. */
class KilledAgentTest {
    private static final StubWheel GREETING = StubWheel.of("greeting", "1");

    @TempDir
    static Path folder;

    private static LocalIndex index;
    private static Layout layout;
    private static KilledAgent agent;

    @BeforeAll
    static void haveAWorkingEnvironment() throws Exception {
        index = LocalIndex.start().add("pypi", GREETING);
        layout = TestMachine.layout(folder);
        agent = KilledAgent.inUserMode(layout, index.sources(), variable -> plan(variable, "greeting"));
        agent.converge("at first");
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
        agent.isFollowedByOneThatFinishesItsRun(builds.equals("again"), when, state.name());
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
        agent.isFollowedByOneThatFinishesItsRun(builds.equals("again"), "inside", Integer.toString(number));

        assertThat(AgentUnderTest.killedInside(layout)).content().contains(program);
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
        agent.converge(agent.wanted(older));
        GenerationName back = agent.current();
        agent.converge(agent.wanted(plan("newer " + when + where, "greeting")));
        List<GenerationName> before = agent.generations();
        Assignment wanted = agent.pinned(older, back);
        int status = agent.kill(wanted, when, where);
        boolean wasUsableThen = agent.recordOf(agent.current()).isPresent();

        List<RunReport> reports = agent.converge(wanted);

        assertThat(status).isEqualTo(KilledAgent.SIGKILL);
        assertThat(wasUsableThen).isTrue();
        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
        assertThat(agent.current()).isEqualTo(back);
        assertThat(agent.generations()).containsExactlyInAnyOrderElementsOf(before);
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
        GenerationName before = agent.current();
        Assignment wanted = agent.wanted(plan("killed while it downloads", "slow"));
        Process killed = AgentUnderTest.start(layout, agent.write(wanted));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> index.requests().stream().anyMatch(path -> path.endsWith(slow.fileName())));
        killed.destroyForcibly().waitFor();
        ProcessGroup installer = groupOf(new FileJournal(layout, new ProcessGroups().bootId()).last(LAB));
        boolean outlivedTheAgent = isAlive(installer);

        Engine next = agent.engine(_ -> {});
        next.start();

        try {
            await().until(() -> !isAlive(installer));
            await().until(() -> next.statuses().stream().anyMatch(each -> before.equals(each.generation())));
            assertThat(outlivedTheAgent).isTrue();
            assertThat(agent.current()).isEqualTo(before);
            assertThat(agent.generations())
                    .allMatch(each -> agent.recordOf(each).isPresent());
        } finally {
            next.stop();
            index.release(slow);
        }
        List<RunReport> reports = agent.converge(wanted);
        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
    }

    private static ProcessGroup groupOf(Optional<Journal.Entry> entry) {
        return Optional.ofNullable(entry.orElseThrow().group()).orElseThrow();
    }

    private static boolean isAlive(ProcessGroup group) {
        return ProcessHandle.of(group.id()).filter(ProcessHandle::isAlive).isPresent();
    }
}
