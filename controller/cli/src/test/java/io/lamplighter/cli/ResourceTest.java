package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.generation.MachineGenerations;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.schedule.Window.Wake;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.MachineWaking;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.api.wire.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTest {
    private static final MachineGroups IN_NO_GROUP =
            new MachineGroups(new MachineName("ws-01"), List.of(), List.of(), List.of(), null);

    private static final MachineWaking NOT_WOKEN =
            new MachineWaking(new MachineName("ws-01"), Wake.NONE, null, null, List.of(), List.of(), null);

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
    void listsEnvironments() {
        controller.on(
                "GET /api/v1/environments",
                new Page<>(
                        List.of(Samples.stored(Samples.ENVIRONMENT.replace(
                                "{name: torch}", "{name: torch, annotations: {expires: 2027-03-31}}"))),
                        null));

        int status = lamp.run("get", "environments");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                NAME   PYTHON  COMPUTE  STAGES     EXPIRES     REVISION  CHANGED
                torch  3.11    auto     framework  2027-03-31  3         2026-11-23T09:00:00Z
                """);
    }

    @Test
    void listsSourcesAndGroups() {
        controller.on("GET /api/v1/sources", new Page<>(List.of(Samples.stored(Samples.SOURCE)), null));
        controller.on("GET /api/v1/groups", new Page<>(List.of(Samples.stored(Samples.GROUP)), null));

        lamp.run("get", "source");
        lamp.run("get", "Group");

        assertThat(lamp.out()).isEqualTo("""
                NAME       TYPE  URL                            REPLACES  REVISION  CHANGED
                site-pypi  pypi  https://mirror.example/simple  pypi      3         2026-11-23T09:00:00Z
                NAME      SELECTOR  ENVIRONMENTS  TOOLKITS  REVISION  CHANGED
                everyone  room=b12  torch         -         3         2026-11-23T09:00:00Z
                """);
    }

    @Test
    void saysHowToComeToTheFirst() {
        controller.on("GET /api/v1/machines", new Page<>(List.of(), null));
        controller.on("GET /api/v1/groups", new Page<>(List.of(), null));

        lamp.run("get", "machines");
        lamp.run("get", "groups");
        lamp.run("get", "groups", "-o", "json");

        assertThat(lamp.out()).isEqualTo("""
                no machine is enrolled yet: `lamp token create` makes the token that an agent enrols with
                no groups yet: `lamp apply` makes them
                [ ]
                """);
    }

    @Test
    void listsMachinesAndMarksStaleOnes() {
        controller.on(
                "GET /api/v1/machines",
                200,
                "application/json",
                Wire.write(new Page<>(List.of(Samples.machine("ws-01")), null))
                        .replace("\"stale\":false", "\"stale\":true"));

        lamp.run("get", "machines");

        assertThat(lamp.out()).isEqualTo("""
                NAME   LABELS    GPUS  DRIVER  AGENT  LAST SEEN
                ws-01  room=b12  -     absent  0.1.0  2026-11-23T09:59:58Z (stale)
                """);
    }

    @Test
    void writesAManifestThatCanBeAppliedAgain() throws Exception {
        controller.on("GET /api/v1/environments/torch", Samples.stored(Samples.ENVIRONMENT));

        int status = lamp.run("get", "environment", "torch", "-o", "yaml");

        assertThat(status).isZero();
        assertThat(ManifestReader.read("-", lamp.out())).isEqualTo(ManifestReader.read("-", Samples.ENVIRONMENT));
    }

    @Test
    void writesOneManifestAsJsonAndSeveralAsAList() {
        controller.on("GET /api/v1/groups/everyone", Samples.stored(Samples.GROUP));
        controller.on("GET /api/v1/groups", new Page<>(List.of(Samples.stored(Samples.GROUP)), null));

        lamp.run("get", "group", "everyone", "-o", "json");
        String one = lamp.out();
        lamp.run("get", "groups", "-o", "json");
        String list = lamp.out().substring(one.length());

        assertThat(one).startsWith("{").contains("\"name\" : \"everyone\"");
        assertThat(list).startsWith("[").contains("\"name\" : \"everyone\"");
    }

    @Test
    void passesOnTheNearestNameThatTheControllerKnows() {
        controller.refuse(
                "GET /api/v1/environments/torhc",
                Samples.problem(404, "not-found", "no environment is named torhc", "did you mean torch?"));

        int status = lamp.run("describe", "environment", "torhc");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualTo("lamp: no environment is named torhc; did you mean torch?\n");
    }

    @Test
    void describesAMachineWithItsPlacements() {
        controller.on("GET /api/v1/machines/ws-01", Samples.machineThatHasToBeBooted("ws-01"));
        controller.on(
                "GET /api/v1/placements?machine=ws-01", Samples.page(Samples.placement(Phase.PENDING, "not begun")));
        controller.on("GET /api/v1/machines/ws-01/groups", Samples.read("""
                {"machine": "ws-01",
                 "labels": [{"name": "room", "values": ["b12"], "origin": "joinToken"},
                            {"name": "fact/os", "values": ["linux"], "origin": "facts"},
                            {"name": "fact/gpu", "values": [], "origin": "facts"},
                            {"name": "fact/driver-branch", "origin": "facts"}],
                 "groups": [{"group": "urgent", "selector": "room in (b12, b13),!spare", "priority": 10, "certain": true},
                            {"group": "new-drivers", "selector": "fact/driver-branch=580", "priority": 0, "certain": false},
                            {"group": "everyone", "selector": "", "priority": 0, "certain": true}],
                 "environments": [{"environment": "numpy", "groups": ["everyone"], "mode": "report", "conflicts": []},
                                  {"environment": "torch", "groups": ["urgent", "everyone"], "mode": "enforce", "conflicts": [
                                   {"setting": "mode", "value": "enforce", "by": "urgent", "others": ["everyone"]}]}],
                 "hold": {"until": "2026-12-24T08:00:00Z", "reason": "a paper"}}
                """, MachineGroups.class));
        controller.on("GET /api/v1/machines/ws-01/generations", Samples.read("""
                {"machine": "ws-01", "reportedAt": "2026-11-23T09:00:00Z", "report": {
                 "environments": [], "unknownProcesses": 0, "freed": [
                  {"environment": "torch", "generation": "aaaaaaaaaaaa-1", "bytes": 5046586572,
                   "at": "2026-11-22T03:00:00Z"}]}}
                """, MachineGenerations.class));

        controller.on("GET /api/v1/machines/ws-01/waking", Samples.read("""
                {"machine": "ws-01", "by": "lan", "opens": "2026-11-24T01:00:00Z",
                 "obstacles": ["it is held until 2026-12-24T08:00:00Z"], "to": ["10.20.3.255"],
                 "lastSent": "2026-11-23T00:57:00Z"}
                """, MachineWaking.class));

        int status = lamp.run("describe", "machine", "ws-01");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                Name:       ws-01
                Id:         0b2f6a5e-0000-4000-8000-000000000001
                Held:       until 2026-12-24T08:00:00Z: a paper
                Labels:     room=b12
                            fact/os=linux
                            fact/driver-branch is not known: the driver does not answer
                Groups:     urgent (room in (b12, b13),!spare; priority 10)
                            new-drivers (fact/driver-branch=580): not known; it keeps what it has of it
                            everyone (every machine)
                Given:      numpy by everyone; drift is only told of (mode: report)
                            torch by urgent, which decides; also by everyone; mode: enforce, as urgent says; otherwise everyone
                Boot:       has to be booted, and is not since 2026-11-23T02:10:00Z: ws-02 is away
                Woken:      not for the window that opens 2026-11-24T01:00:00Z: it is held until 2026-12-24T08:00:00Z
                            a packet was sent last at 2026-11-23T00:57:00Z
                Agent:      0.1.0
                Enrolled:   2026-11-23T09:00:00Z
                Last seen:  2026-11-23T09:59:58Z
                System:     Debian GNU/Linux 12, linux 6.1.0, x86_64, glibc 2.36
                Processor:  A processor, 8 logical processors, 32 GiB memory
                Metrics:    on the machine alone, until quarkus.http.host or lamplighter.metrics.address of its agent says otherwise
                Disk:       about 10 GiB of 466 GiB free where environments are kept, 2.0 GiB of it kept free
                Findings:   fail gpu.count: it was here before: NVIDIA A100 (GPU-1); reboot
                            warn gpu.fan of GPU-0: fan 0 stands still at 88 °C; look at the fan
                Driver:     absent
                GPUs:       -
                Toolkits:   CUDA 11.8.0  /usr/local/cuda-11.8
                            CUDA 12.6.3  /usr/local/cuda-12.6  (/usr/local/cuda)
                cuDNN:      9.5.1  /usr/include/cudnn_version.h
                Pythons:    3.11.2  /usr/bin/python3.11
                Tools:      -
                Sources:    -
                Removed:    2026-11-22T03:00:00Z  torch aaaaaaaaaaaa-1, 4.7 GiB freed

                MACHINE  ENVIRONMENT  PHASE               BUILD             REVISION  PLAN  IN USE
                ws-01    torch        Pending(not begun)  torch 2.10.0 cpu  1         -     -
                """);
    }

    @Test
    void saysInOneLineWhatOneCauseHidesAndAdvisesNothingForIt() {
        String unknown = """
                {"check": "%s", "status": "unknown", "detail": "%s", "remedy": "do not"},
                """;
        controller.on(
                "GET /api/v1/machines/ws-01",
                Samples.machine(
                        "ws-01",
                        Samples.FACTS.replace(
                                "\"findings\": [",
                                "\"findings\": [" + unknown.formatted("driver.denied", "gpu.lost comes first")
                                        + unknown.formatted("cuda.driver", "no Python was found")
                                        + unknown.formatted("gpu.reset_required", "gpu.lost comes first"))));
        controller.on("GET /api/v1/placements?machine=ws-01", Samples.page());
        controller.on("GET /api/v1/machines/ws-01/groups", IN_NO_GROUP);
        controller.on(
                "GET /api/v1/machines/ws-01/generations", new MachineGenerations(new MachineName("ws-01"), null, null));
        controller.on("GET /api/v1/machines/ws-01/waking", NOT_WOKEN);

        lamp.run("describe", "machine", "ws-01");

        assertThat(lamp.out()).contains("""
                            warn gpu.fan of GPU-0: fan 0 stands still at 88 °C; look at the fan
                            unknown driver.denied, gpu.reset_required: gpu.lost comes first
                            unknown cuda.driver: no Python was found
                Driver:     absent
                """);
    }

    @Test
    void saysThatWhatAnOlderAgentDoesNotReadIsNotKnown() {
        controller.on("GET /api/v1/machines/ws-01", Samples.machineOfAnOlderAgent("ws-01"));
        controller.on("GET /api/v1/placements?machine=ws-01", Samples.page());
        controller.on("GET /api/v1/machines/ws-01/groups", IN_NO_GROUP);
        controller.on(
                "GET /api/v1/machines/ws-01/generations", new MachineGenerations(new MachineName("ws-01"), null, null));

        controller.on("GET /api/v1/machines/ws-01/waking", NOT_WOKEN);

        lamp.run("describe", "machine", "ws-01");

        assertThat(lamp.out())
                .contains("\nWoken:      for no window\n")
                .contains("\nDisk:       not known\n")
                .contains("\nFindings:   not known\n")
                .contains("\nToolkits:   not known\n");
    }

    @Test
    void describesTheRestWhereTheControllerIsTooOldToSayWhenItIsWoken() {
        controller.on("GET /api/v1/machines/ws-01", Samples.machine("ws-01"));
        controller.on("GET /api/v1/placements?machine=ws-01", Samples.page());
        controller.on("GET /api/v1/machines/ws-01/groups", IN_NO_GROUP);
        controller.on(
                "GET /api/v1/machines/ws-01/generations", new MachineGenerations(new MachineName("ws-01"), null, null));
        controller.refuse(
                "GET /api/v1/machines/ws-01/waking",
                new Problem("about:blank", "Not Found", 404, null, "/q/openapi says what there is", List.of()));

        int status = lamp.run("describe", "machine", "ws-01");

        assertThat(status).isZero();
        assertThat(lamp.out())
                .contains("\nWoken:      not known: the controller is too old to say\n")
                .contains("\nGPUs:");
    }

    @Test
    void saysWhenAMachineIsWokenAndByWhat() {
        controller.on("GET /api/v1/machines/ws-01", Samples.machine("ws-01"));
        controller.on("GET /api/v1/placements?machine=ws-01", Samples.page());
        controller.on("GET /api/v1/machines/ws-01/groups", IN_NO_GROUP);
        controller.on(
                "GET /api/v1/machines/ws-01/generations", new MachineGenerations(new MachineName("ws-01"), null, null));
        controller.on("GET /api/v1/machines/ws-01/waking", Samples.read("""
                {"machine": "ws-01", "by": "lan", "at": "2026-11-24T00:57:00Z", "opens": "2026-11-24T01:00:00Z",
                 "obstacles": [], "to": ["10.20.3.255", "10.20.4.255"]}
                """, MachineWaking.class));

        lamp.run("describe", "machine", "ws-01");

        assertThat(lamp.out())
                .contains("\nBoot:       -\n")
                .contains(
                        "\nWoken:      2026-11-24T00:57:00Z by a packet to 10.20.3.255, 10.20.4.255, for the window that"
                                + " opens 2026-11-24T01:00:00Z\n");
    }

    @Test
    void describesAnEnvironmentWithItsManifestAndPlacements() {
        controller.on("GET /api/v1/environments/torch", Samples.stored(Samples.ENVIRONMENT));
        controller.on("GET /api/v1/placements?environment=torch", Samples.page(Samples.placement(Phase.CONVERGED, "")));

        lamp.run("describe", "environment", "torch");

        assertThat(lamp.out())
                .startsWith("Revision:  3\nChanged:   2026-11-23T09:00:00Z\n\napiVersion: lamplighter.io/v1\n")
                .contains("ws-01    torch        Converged");
    }

    @Test
    void describesAPlacementThatFailed() {
        PlacementView placement = Samples.read(
                Wire.write(Samples.placement(Phase.FAILED, "RESOLVER:numpy", Samples.run("FAILED", """
                        , "outcome": "FAILED", "stage": "science",
                        "download": {"files": 3, "bytes": 2791728742},
                        "checks": [{"check": "tensor", "result": "NOT_APPLICABLE", "detail": "no torch", "took": "PT1.5S"},
                                   {"check": "cuda", "result": "FAILED", "detail": "GPU 1: no", "took": "PT9S", "gpus": [
                                    {"device": 0, "name": "H100", "uuid": "GPU-1", "result": "PASSED",
                                     "detail": "matmul", "took": "PT8S"}]}],
                        "failure": {"signature": "RESOLVER:numpy", "message": "no numpy fits", "remedy": "write numpy<3",
                                    "cause": "there is none", "remedyClass": "REPLAN",
                                    "log": "line one\\nline \\u001b[2Jtwo"}
                        """)))
                        .replace("\"conditions\":[]", """
                                "conditions":[{"type": "Converged", "status": "False", "reason": "the run failed",
                                               "since": "2026-11-23T09:01:00Z"}]"""),
                PlacementView.class);
        controller.on("GET /api/v1/machines/ws-01/environments/torch", placement);
        controller.on("GET /api/v1/machines/ws-01/groups", IN_NO_GROUP);

        int status = lamp.run("describe", "placement", "ws-01", "torch");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                Environment:  torch, revision 1
                Machine:      ws-01
                Groups:       none gives it any more
                Phase:        Failed(RESOLVER:numpy)
                Build:        torch 2.10.0 cpu
                Plan:         -
                In use:       -

                CONDITION  STATUS  SINCE                 REASON
                Converged  False   2026-11-23T09:01:00Z  the run failed

                Run:        019aaaaa-0000-7000-8000-000000000001
                State:      failed, stage science
                Started:    2026-11-23T09:00:00Z
                Reported:   2026-11-23T09:01:00Z
                Outcome:    failed
                Download:   2.6 GiB in 3 files
                Installed:  0 packages

                CHECK    RESULT          TOOK   DETAIL
                tensor   not applicable  1.5 s  no torch
                cuda     failed          9.0 s  GPU 1: no
                  GPU 0  passed          8.0 s  H100 (GPU-1): matmul

                Failed: RESOLVER:numpy: no numpy fits
                Cause: there is none
                Next step (replan): write numpy<3
                  line one
                  line \\u001b[2Jtwo
                """);
    }

    @Test
    void listsAndDescribesRuns() {
        controller.on("GET /api/v1/runs?machine=ws-01", Samples.read("""
                {"items": [{"run": "019aaaaa-0000-7000-8000-000000000001", "machine": "ws-01", "environment": "torch",
                            "state": "FAILED", "outcome": "FAILED", "startedAt": "2026-11-23T09:00:00Z",
                            "at": "2026-11-23T09:01:00Z", "log": true,
                            "failure": {"signature": "RESOLVER:numpy", "message": "no numpy fits", "log": "",
                                        "remedy": "write numpy<3", "remedyClass": "REPLAN"}}]}""", Object.class));
        controller.on("GET /api/v1/runs/019aaaaa-0000-7000-8000-000000000001", Samples.run("BUILDING", ""));

        lamp.run("get", "runs", "ws-01");
        lamp.run("describe", "run", "019aaaaa-0000-7000-8000-000000000001");

        assertThat(lamp.out()).startsWith("""
                RUN                                   MACHINE  ENVIRONMENT  STATE   STARTED               SIGNATURE       REMEDY  LOG
                019aaaaa-0000-7000-8000-000000000001  ws-01    torch        failed  2026-11-23T09:00:00Z  RESOLVER:numpy  replan  yes
                Run:        019aaaaa-0000-7000-8000-000000000001
                State:      building
                """);
    }

    @Test
    void printsTheLogOfARun() {
        controller.on(
                "GET /api/v1/runs/019aaaaa-0000-7000-8000-000000000001/log", 200, "text/plain", "one\n\u001b[2Jtwo\n");
        controller.on("GET /api/v1/runs?environment=torch&limit=1&machine=ws-01", Samples.read("""
                {"items": [{"run": "019aaaaa-0000-7000-8000-000000000001", "machine": "ws-01", "environment": "torch",
                            "state": "DONE", "startedAt": "2026-11-23T09:00:00Z", "at": "2026-11-23T09:01:00Z",
                            "log": true}]}""", Object.class));

        int one = lamp.run("logs", "019aaaaa-0000-7000-8000-000000000001");
        int newest = lamp.run("logs", "ws-01", "torch");

        assertThat(one + newest).isZero();
        assertThat(lamp.out()).isEqualTo("one\n\\u001b[2Jtwo\n".repeat(2));
    }

    @Test
    void saysThatThereIsNoRunToShow() {
        controller.on("GET /api/v1/runs?environment=torch&limit=1&machine=ws-01", new Page<>(List.of(), null));

        int status = lamp.run("logs", "ws-01", "torch");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err())
                .isEqualTo("lamp: ws-01 has no run of torch; lamp get runs ws-01 lists those that it has\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nosuch         | no run has the id "nosuch": an id is a UUID in lower case
            ws-01 torch 1  | logs takes a run, or a machine and an environment; found ws-01 torch 1; lamp get runs MACHINE
            """)
    void saysHowARunIsNamed(String names, String sentence) {
        int status = lamp.run(("logs " + names).split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("lamp: " + sentence).contains("lamp logs MACHINE ENVIRONMENT has the newest");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void wantsTwoNamesOfAPlacement() {
        int status = lamp.run("describe", "placement", "ws-01");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualTo("lamp: a placement has two names;"
                        + " lamp describe KIND NAME, or lamp describe placement MACHINE ENVIRONMENT\n");
    }

    @Test
    void refusesANameThatCannotBeOne() {
        int status = lamp.run("get", "environment", "Torch!");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .startsWith(
                        "lamp: a name is 1 to 40 of a-z, 0-9 and -, with no dash at either end; found \"Torch!\"; ");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void tellsOfTheGraceWhenItDeletes() {
        controller.on(
                "DELETE /api/v1/groups/everyone?confirm=7",
                deleted(Kind.GROUP, "everyone", "torch stays usable on 7 machines until 2026-12-07"));

        int status = lamp.run("delete", "group", "everyone", "--confirm", "7");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                group/everyone deleted (revision 2)
                  torch stays usable on 7 machines until 2026-12-07
                """);
    }

    @Test
    void deletesGroupsBeforeTheEnvironmentsTheyName() {
        lamp.withInput(Samples.ENVIRONMENT + "---\n" + Samples.GROUP);
        controller.on("DELETE /api/v1/groups/everyone", deleted(Kind.GROUP, "everyone", ""));
        controller.on("DELETE /api/v1/environments/torch", deleted(Kind.ENVIRONMENT, "torch", ""));

        int status = lamp.run("delete", "-f", "-");

        assertThat(status).isZero();
        assertThat(controller.routes())
                .containsExactly("DELETE /api/v1/groups/everyone", "DELETE /api/v1/environments/torch");
    }

    @Test
    void forgetsAMachine() {
        controller.on("DELETE /api/v1/machines/ws-01", 204, "application/json", "");

        int status = lamp.run("delete", "machine", "ws-01");

        assertThat(status).isZero();
        assertThat(lamp.out()).startsWith("machine/ws-01 deleted\n");
    }

    @Test
    void onlyLooksAtAMachineWhenItRehearsesForgettingIt() {
        controller.on("GET /api/v1/machines/ws-01", Samples.machine("ws-01"));

        int status = lamp.run("delete", "machine", "ws-01", "--dry-run");

        assertThat(status).isZero();
        assertThat(controller.routes()).containsExactly("GET /api/v1/machines/ws-01");
    }

    @Test
    void doesNotGuessWhatToDelete() {
        int nothing = lamp.run("delete");
        int both = lamp.run("delete", "group", "everyone", "-f", "-");
        int noName = lamp.run("delete", "group");

        assertThat(List.of(nothing, both, noName)).containsOnly(2);
        assertThat(controller.requests()).isEmpty();
    }

    private static Applied deleted(Kind kind, String name, String effect) {
        return new Applied(
                kind,
                new ManifestName(name),
                Applied.Change.DELETED,
                2,
                9,
                "",
                effect.isEmpty() ? List.of() : List.of(effect));
    }
}
