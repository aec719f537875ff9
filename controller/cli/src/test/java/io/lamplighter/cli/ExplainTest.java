package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final String ONE = "GET /api/v1/machines/ws-01/environments/torch";
    private static final PlacementView PLACEMENT = Samples.placement(Phase.REJECTED, "no build");

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void showsFactsCandidatesAndWhatWouldWork() {
        Explanation explanation = new Explanation(
                List.of("driver 470.256.02, CUDA 11.4"),
                List.of(
                        new Considered(
                                "torch 2.10.0 cu130",
                                "2.10.0",
                                "cu130",
                                "13.0",
                                "pytorch",
                                Verdict.EXCLUDED,
                                "driver",
                                "needs 580 or newer"),
                        new Considered(
                                "torch 2.10.0 cu126",
                                "2.10.0",
                                "cu126",
                                "12.6",
                                "pytorch",
                                Verdict.EXCLUDED,
                                "driver",
                                "needs 525 or newer")),
                List.of("Nothing was tried."));
        controller.on(
                ONE,
                Samples.explained(
                        PLACEMENT,
                        new Resolution.Rejected(
                                List.of(new Reason("driver", "the driver is too old", "driver 470.256.02")),
                                "driver 525"),
                        explanation));

        int status = lamp.run("explain", "ws-01", "torch");

        assertThat(status).isEqualTo(3);
        assertThat(lamp.out()).isEqualTo("""
                torch on ws-01: rejected
                  because the driver is too old
                  what would work: driver 525

                Facts
                  driver 470.256.02, CUDA 11.4

                Candidates
                  VERDICT   CANDIDATE           SOURCE   RULE    BECAUSE
                  excluded  torch 2.10.0 cu130  pytorch  driver  needs 580 or newer
                  excluded  torch 2.10.0 cu126  pytorch  driver  needs 525 or newer

                Notes
                  Nothing was tried.
                """);
    }

    @Test
    void endsWithOneWhileItCannotBeTold() {
        controller.on(
                ONE,
                Samples.explained(
                        PLACEMENT,
                        new Resolution.Undecided("sources unknown: pypi"),
                        new Explanation(List.of(), List.of(), List.of())));

        int status = lamp.run("explain", "ws-01", "torch");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.out()).isEqualTo("""
                torch on ws-01: cannot be told yet
                  missing: sources unknown: pypi
                """);
    }

    @Test
    void saysWhenNothingIsPlannedAnyMore() {
        controller.on(ONE, Samples.placement(Phase.RETIRING, "usable until tomorrow"));

        int status = lamp.run("explain", "ws-01", "torch");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err())
                .startsWith("lamp: nothing is planned for torch on ws-01: Retiring(usable until tomorrow); ");
    }

    @Test
    void doesNotLetAMachineSteerTheTerminal() {
        controller.on(
                ONE,
                Samples.explained(
                        PLACEMENT,
                        new Resolution.Undecided("\u001b]0;owned\u0007\u202egnihtemos"),
                        new Explanation(List.of("a\u009b2Jfact"), List.of(), List.of())));

        lamp.run("explain", "ws-01", "torch");

        assertThat(lamp.out())
                .contains("\\u001b]0;owned\\u0007\\u202egnihtemos", "a\\u009b2Jfact")
                .doesNotContain("\u001b", "\u0007", "\u202e", "\u009b");
    }

    @Test
    void keepsJsonReadableThatHoldsSuchCharacters() {
        controller.on(
                ONE,
                Samples.explained(
                        PLACEMENT,
                        new Resolution.Undecided("\u009b2J\u202e"),
                        new Explanation(List.of(), List.of(), List.of())));

        lamp.run("explain", "ws-01", "torch", "-o", "json");

        assertThat(lamp.out()).doesNotContain("\u009b", "\u202e");
        assertThat(Samples.read(lamp.out(), PlacementView.class).resolution())
                .isEqualTo(new Resolution.Undecided("\u009b2J\u202e"));
    }
}
