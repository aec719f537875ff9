package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.SystemMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of {@link KilledAgentTest} as root, where another account builds: inside each program, before and after
 * each entry of the journal by which something is the builder's, or was. Before Preparing (Planned, Waiting, Claimed)
 * nothing is, and after Exposing there is no entry at which anything is left to do: every agent ends what runs as the
 * builder ({@link io.lamplighter.agent.builder.Builder#endAll}) before it reads the journal, so that what takes over
 * there is {@link Transition#next} and {@link Recovery}, which know no accounts, and {@link KilledAgentTest} has those
 * rows. Runs as root.
 */
class KilledSystemAgentTest {
    @TempDir
    static Path scratch;

    private static LocalIndex index;
    private static SystemMachine machine;
    private static KilledAgent agent;

    @BeforeAll
    static void haveAWorkingEnvironment() throws Exception {
        index = LocalIndex.start().add("pypi", StubWheel.of("greeting", "1"));
        machine = SystemMachine.make(scratch);
        agent = KilledAgent.inSystemMode(
                machine.layout(), machine.builder().name(), index.sources(), variable -> plan(variable, "greeting"));
        agent.converge("at first");
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        index.close();
        machine.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
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
            """)
    void isFollowedByOneThatFinishesItsRun(String when, String state, String builds) throws Exception {
        agent.isFollowedByOneThatFinishesItsRun(builds.equals("again"), when, state);

        SystemEngine.shouldBeRootsAlone(machine.layout().generation(Samples.LAB, agent.current()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            getent passwd,               again
            /bin/true,                   again
            uv venv,                     again
            --format pylock.toml,        again
            --annotation-style line,     again
            uv pip install,              again
            compile.py,                  again
            files.py,                    again
            verify.py,                   again
            uv pip check,                again
            /sync,                       on
            """)
    void isFollowedByOneThatFinishesItsRunWhenItDiesInsideAProgram(String words, String builds) throws Exception {
        agent.isFollowedByOneThatFinishesItsRun(builds.equals("again"), "inside", words);

        assertThat(AgentUnderTest.killedInside(machine.layout())).content().contains(words);
        SystemEngine.shouldBeRootsAlone(machine.layout().generation(Samples.LAB, agent.current()));
    }
}
