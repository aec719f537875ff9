package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.LocalChannel;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of {@link KilledAgentTest} for a stage of pip over one of conda: inside each program, before and after each
 * entry of the journal by which something of conda's is on disk. Before Preparing (Planned, Waiting, Claimed) a run has
 * no folder and no installer was asked, after the switch (Exposing, Done) none is asked any more: what takes over there
 * is {@link Transition#next} and {@link Recovery}, which know no installer, and {@link KilledAgentTest} has those rows.
 */
class KilledCondaAgentTest {
    @TempDir
    static Path folder;

    private static LocalIndex index;
    private static Layout layout;
    private static KilledAgent agent;

    @BeforeAll
    static void haveAWorkingEnvironment() throws Exception {
        index = LocalIndex.start().add("pypi", StubWheel.of("extra", "1"));
        layout = TestMachine.layout(folder);
        List<AvailableSource> sources = new ArrayList<>(index.sources());
        sources.add(LocalChannel.usual().source());
        agent = KilledAgent.inUserMode(layout, sources, KilledCondaAgentTest::plan);
        agent.converge("at first");
    }

    @AfterAll
    static void stopTheIndex() {
        index.close();
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
            """)
    void isFollowedByOneThatFinishesItsRun(String when, String state, String builds) throws Exception {
        agent.isFollowedByOneThatFinishesItsRun(builds.equals("again"), when, state);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            conda-meta,                  again
            --dry-run,                   again
            --download-only,             again
            check-packages.sh,           again
            --always-copy,               again
            --format pylock.toml,        again
            --annotation-style line,     again
            uv pip install,              again
            files.py,                    again
            verify.py,                   again
            uv pip check,                again
            /sync,                       on
            """)
    void isFollowedByOneThatFinishesItsRunWhenItDiesInsideAProgram(String words, String builds) throws Exception {
        agent.isFollowedByOneThatFinishesItsRun(builds.equals("again"), "inside", words);

        assertThat(AgentUnderTest.killedInside(layout)).content().contains(words);
    }

    private static PlanDocument plan(String variable) {
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.SolveConda(
                                List.of("python >=3.9", "greeting"),
                                List.of(new CondaCandidate(
                                        "as written", List.of(), List.of(Source.CONDA_FORGE), null, null))),
                        new Step.InstallConda("base", List.of("greeting")),
                        new Step.Solve(
                                List.of("extra"),
                                List.of(new Candidate("as written", List.of(), Map.of())),
                                Source.PYPI),
                        new Step.Install("extra", List.of("extra")),
                        new Step.Verify(List.of(), false),
                        new Step.Expose(true, Map.of(new VariableName("LAB"), variable)))));
    }
}
