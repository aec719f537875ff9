package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class StatusTest {
    private static final String PLACEMENTS = "GET /api/v1/placements";
    private static final String ONE = "GET /api/v1/machines/ws-01/environments/torch";
    private static final Explanation NO_REASONS = new Explanation(List.of(), List.of(), List.of());
    private static final PlacementView PENDING = Samples.placement(Phase.PENDING, "not begun");
    private static final PlacementView CONVERGED = Samples.placement(Phase.CONVERGED, "", Samples.run("DONE", """
                    , "outcome": "ACTIVATED", "candidate": "torch 2.10.0 cpu",
                    "download": {"files": 31, "bytes": 209715200},
                    "checks": [{"check": "imports", "result": "PASSED", "detail": "", "took": "PT1S"},
                               {"check": "cuda", "result": "NOT_APPLICABLE", "detail": "", "took": "PT0S"},
                               {"check": "tensor", "result": "PASSED", "detail": "", "took": "PT1S"}]"""));

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
    void saysWhoHasToBeBootedOnceForEachReason() {
        controller.on("GET /api/v1/placements", Samples.page(Samples.placement(Phase.CONVERGED, "")));
        controller.on(
                "GET /api/v1/machines",
                new Page<>(
                        Stream.of("ws-04", "ws-03", "ws-02", "ws-01")
                                .map(Samples::machineThatHasToBeBooted)
                                .toList(),
                        null));

        lamp.run("status");

        assertThat(lamp.out())
                .endsWith("ws-01, ws-02, ws-03 and 1 more: has to be booted, and is not since 2026-11-23T02:10:00Z:"
                        + " ws-02 is away\n");
    }

    @Test
    void showsWhenWindowsOpenWhereThereAreAny() {
        controller.on(PLACEMENTS, Samples.page(Samples.windowed()));
        controller.on(
                "GET /api/v1/machines", new Page<>(List.of(Samples.machine("ws-01"), Samples.machine("ws-02")), null));

        lamp.run("status");

        assertThat(lamp.out()).isEqualTo("""
                MACHINE  ENVIRONMENT  PHASE    BUILD             WINDOW                DETAIL
                ws-01    torch        Pending  torch 2.10.0 cpu  2026-11-24T01:00:00Z  its window opens 2026-11-24T01:00:00Z
                ws-02    -            -        -                 -                     no group gives it an environment
                1 placement: 1 Pending
                """);
    }

    @Test
    void showsMachinesAndPhases() {
        controller.on(PLACEMENTS, Samples.page(PENDING));
        controller.on(
                "GET /api/v1/machines", new Page<>(List.of(Samples.machine("ws-01"), Samples.machine("ws-02")), null));

        int status = lamp.run("status");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                MACHINE  ENVIRONMENT  PHASE    BUILD             DETAIL
                ws-01    torch        Pending  torch 2.10.0 cpu  not begun
                ws-02    -            -        -                 no group gives it an environment
                1 placement: 1 Pending
                """);
    }

    @Test
    void coloursPhasesOnATerminalWithoutMovingColumns() {
        controller.on("GET /api/v1/placements?environment=torch", Samples.page(CONVERGED));
        lamp.withColours();

        lamp.run("status", "--environment", "torch");

        assertThat(lamp.out()).contains("ws-01    torch        \u001b[32mConverged\u001b[0m  torch 2.10.0 cpu");
    }

    @Test
    void saysWhatHappensAsItHappens() {
        Plan plan = new Plan(
                1,
                new EnvironmentName("torch"),
                List.of(new Step.Install("framework", List.of("torch==2.10.*", "torchvision"))));
        controller
                .on(PLACEMENTS, Samples.page(PENDING))
                .on(PLACEMENTS, Samples.page(Samples.placement(Phase.BUILDING, "", Samples.run("SOLVING", ""))))
                .on(PLACEMENTS, Samples.page(building(plan)))
                .on(PLACEMENTS, Samples.page(building(plan)))
                .on(PLACEMENTS, Samples.page(CONVERGED));
        controller.on(ONE, Samples.explained(PENDING, new Resolution.Resolved(plan), NO_REASONS));

        int status = lamp.run("status", "--watch", "--until-converged");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                00:00  ws-01  torch  Pending(not begun)
                00:01  ws-01  torch  Building  solving
                00:02  ws-01  torch  to download: 200 MiB in 31 files (torch 2.10.0 cpu)
                00:02  ws-01  torch  Building(framework)  building framework: torch==2.10.*, torchvision
                00:04  ws-01  torch  Converged  done; passed: imports, tensor; not applicable: cuda
                1 placement: 1 Converged
                """);
    }

    @Test
    void waitsSilentlyAndThenShowsTheTable() {
        controller.on(PLACEMENTS, Samples.page()).on(PLACEMENTS, Samples.page(CONVERGED));
        controller.on("GET /api/v1/machines", new Page<>(List.of(Samples.machine("ws-01")), null));

        int status = lamp.run("status", "--until-converged");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                MACHINE  ENVIRONMENT  PHASE      BUILD             DETAIL
                ws-01    torch        Converged  torch 2.10.0 cpu  -
                1 placement: 1 Converged
                """);
    }

    @Test
    void endsWithOneAndTheRemedyWhenOneFailed() {
        controller.on(
                PLACEMENTS,
                Samples.page(Samples.placement(Phase.FAILED, "RESOLVER:numpy", Samples.run("FAILED", """
                , "outcome": "FAILED", "failure": {"signature": "RESOLVER:numpy", "message": "no numpy==99 exists.",
                "remedy": "write one that exists", "log": "the last line of uv"}"""))));

        int status = lamp.run("status", "--until-converged");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err()).isEqualTo("""
                the last line of uv
                lamp: torch on ws-01 failed: RESOLVER:numpy: no numpy==99 exists; write one that exists
                """);
    }

    @Test
    void endsWithOneAndTheNearestWhenOneIsRejected() {
        PlacementView rejected = Samples.placement(Phase.REJECTED, "the driver is too old");
        controller.on(PLACEMENTS, Samples.page(rejected));
        controller.on(
                ONE,
                Samples.explained(
                        rejected,
                        new Resolution.Rejected(
                                List.of(new Reason("driver", "driver 390 runs no CUDA 12", "driver 390")),
                                "torch 2.0 with cu117"),
                        NO_REASONS));

        int status = lamp.run("status", "--until-converged");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err())
                .isEqualTo("lamp: torch on ws-01 is rejected: driver 390 runs no CUDA 12;"
                        + " what would work: torch 2.0 with cu117; see `lamp explain ws-01 torch`\n");
    }

    @Test
    void endsWithOneWhenTimeIsOver() {
        controller.on(PLACEMENTS, Samples.page(PENDING));

        int status = lamp.run("status", "--until-converged", "--timeout", "90s");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err())
                .isEqualTo("lamp: not converged after 90 s: torch on ws-01 is Pending(not begun);"
                        + " see `lamp describe placement ws-01 torch`\n");
    }

    @Test
    void saysWhatIsMissingWhenThereIsNothingToWaitFor() {
        controller.on("GET /api/v1/placements?environment=torch&machine=ws-09", Samples.page());

        int status = lamp.run(
                "status", "--machine", "ws-09", "--environment", "torch", "--until-converged", "--timeout", "5s");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err()).startsWith("lamp: no machine has such an environment after 5 s; ");
    }

    @Test
    void saysNothingOfTheRunOfAnOlderPlan() {
        PlacementView planned = Samples.read(
                Wire.write(Samples.placement(Phase.PENDING, "not begun", CONVERGED.run()))
                        .replaceFirst("\"environmentRevision\"", "\"plan\":\"" + "b".repeat(64) + "\",$0"),
                PlacementView.class);
        controller.on(PLACEMENTS, Samples.page(planned));

        lamp.run("status", "--watch", "--timeout", "1s");

        assertThat(lamp.out().lines()).first().isEqualTo("00:00  ws-01  torch  Pending(not begun)");
    }

    @Test
    void saysOnceThatThereIsNothingYet() {
        controller.on(PLACEMENTS, Samples.page());
        controller.on("GET /api/v1/machines", new Page<>(List.of(), null));

        lamp.run("status", "--watch", "--timeout", "2s");
        lamp.run("status");

        assertThat(lamp.out()).isEqualTo("""
                00:00  no machine has an environment yet
                no machine is enrolled or selected: `lamp token create` makes the token that an agent enrols with
                """);
    }

    @Test
    void watchesForAsLongAsItIsTold() {
        controller.on(PLACEMENTS, Samples.page(PENDING));

        int status = lamp.run("status", "--watch", "--timeout", "3s");

        assertThat(status).isZero();
        assertThat(controller.requests()).hasSize(4);
    }

    @Test
    void goesOnWaitingWhileTheControllerIsBusy() {
        controller
                .on(PLACEMENTS, Samples.page(PENDING))
                .on(
                        PLACEMENTS,
                        503,
                        "application/problem+json",
                        Wire.write(Samples.problem(503, "storage-unavailable", "not now", "later")))
                .on(PLACEMENTS, Samples.page(CONVERGED));

        int status = lamp.run("status", "--watch", "--until-converged");

        assertThat(status).isZero();
        assertThat(lamp.err()).isEqualTo("lamp: the controller does not answer now; asking again\n");
    }

    @Test
    void goesOnWaitingForAControllerThatIsGone() {
        controller.on(PLACEMENTS, Samples.page(PENDING));
        lamp.whilePausing(controller::close);

        int status = lamp.run("status", "--until-converged", "--timeout", "2s");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err().lines())
                .startsWith(
                        "lamp: the controller does not answer now; asking again",
                        "lamp: the controller does not answer now; asking again")
                .last()
                .asString()
                .startsWith("lamp: not converged after 2 s");
    }

    @Test
    void writesPlacementsAsYaml() {
        controller.on(PLACEMENTS, Samples.page(PENDING));

        lamp.run("status", "-o", "yaml");

        Object read = new Load(LoadSettings.builder().build()).loadFromString(lamp.out());
        assertThat(Samples.read(Wire.write(read), PlacementView[].class)).containsExactly(PENDING);
    }

    private static PlacementView building(Plan plan) {
        return Samples.placement(
                Phase.BUILDING,
                "framework",
                Samples.read(
                        Wire.write(Samples.run("BUILDING", """
                                , "stage": "framework", "candidate": "torch 2.10.0 cpu",
                                "download": {"files": 31, "bytes": 209715200}"""))
                                .replace(
                                        "a".repeat(64),
                                        PlanDocument.of(plan).id().value()),
                        RunReport.class));
    }
}
