package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.controller.peers.TestAgent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Plan CONDA = new Plan(
            Plan.FORMAT,
            new EnvironmentName("torch"),
            List.of(
                    new Step.SolveConda(
                            List.of("python=3.11", "pytorch"),
                            List.of(new CondaCandidate(
                                    "torch 2.14.1 cuda",
                                    List.of("pytorch=2.14.*=cuda*"),
                                    List.of(new SourceName("conda-forge")),
                                    "12.8",
                                    "8.6"))),
                    new Step.InstallConda("all", List.of("pytorch")),
                    new Step.Verify(List.of(), true),
                    new Step.Expose(true, Map.of())));

    @Test
    void namesTheStepsOfAPlanAsAgentsDo() {
        Answer answer = Answer.of(new Resolution.Resolved(CONDA));

        assertThat(answer).isInstanceOfSatisfying(Answer.Planned.class, planned -> {
            assertThat(planned.plan()).isEqualTo(PlanDocument.of(CONDA).id());
            assertThat(planned.candidate()).isEqualTo("torch 2.14.1 cuda");
            assertThat(planned.steps()).containsExactlyInAnyOrder("solveConda", "installConda", "verify", "expose");
            assertThat(AcceptedSteps.parse(TestAgent.ACCEPTS).cover(planned)).isFalse();
            assertThat(AcceptedSteps.parse(TestAgent.ACCEPTS + ",solveConda,installConda")
                            .cover(planned))
                    .isTrue();
        });
    }

    @Test
    void keepsWhatThePlannerSaidWhereThereIsNoPlan() {
        Reason reason = new Reason("driver", "the driver is too old", "driver 390.46");

        assertThat(Answer.of(new Resolution.Rejected(List.of(reason), "driver 525")))
                .isEqualTo(new Answer.Rejected(List.of(reason), "driver 525"));
        assertThat(Answer.of(new Resolution.Undecided("sources unknown: pypi")))
                .isEqualTo(new Answer.Undecided("sources unknown: pypi"));
    }
}
