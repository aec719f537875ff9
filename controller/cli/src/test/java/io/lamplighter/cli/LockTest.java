package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTest {
    private static final PlanId OLD = new PlanId("a".repeat(64));
    private static final PlanId NEW = LockSamples.PLAN;
    private static final Platform DEBIAN = LockSamples.DEBIAN;
    private static final Placement PYPI = new Placement(Source.PYPI, null);

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController()
                .on("GET /api/v1/locks/" + OLD.abbreviated(), List.of(LockSamples.view(OLD, DEBIAN, before())))
                .on("GET /api/v1/locks/" + OLD, List.of(LockSamples.view(OLD, DEBIAN, before())))
                .on("GET /api/v1/locks/" + NEW.abbreviated(), List.of(LockSamples.view(NEW, DEBIAN, after())))
                .on("GET /api/v1/locks/" + NEW, List.of(LockSamples.view(NEW, DEBIAN, after())))
                .on("GET /api/v1/machines/ws-01", Samples.machine("ws-01"))
                .on("GET /api/v1/machines/ws-01/environments/torch", placement("ws-01", NEW));
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void showsEachPackageWithItsFile() {
        controller.on("GET /api/v1/placements?environment=torch", Samples.page(placement("ws-01", OLD)));

        int status = lamp.run("lock", "get", "torch");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(lamp.out())
                .isEqualTo("""
                Plan:       %s
                Lock:       %s
                Choice:     torch 2.10.0 cu126
                Platform:   linux x86_64, glibc 2.36, Python 3.11
                Proved by:  ws-09 at 2026-11-23T09:00:00Z

                PACKAGE  VERSION       STAGE      INSTALLER  SOURCE         SIZE     FILE
                cmake    4.1.0=h1_0    tools      conda      conda-forge    9 B      linux-64/cmake-4.1.0-h1_0.conda
                numpy    2.3.0         framework  pip        pypi           9 B      numpy-2.3.0-py3-none-any.whl
                six      1.17.0        framework  pip        pypi           9 B      six-1.17.0-py3-none-any.whl
                torch    2.10.0+cu126  framework  pip        pytorch/cu126  2.0 GiB  torch-2.10.0+cu126-py3-none-any.whl
                """.formatted(OLD, LockDocument.of(before()).digest()));
    }

    @Test
    void showsItToPrograms() throws IOException {
        lamp.run("lock", "get", OLD.abbreviated() + "-3", "-o", "json");

        JsonNode shown = Wire.mapper().readTree(lamp.out());

        assertThat(shown.path("plan").asText()).isEqualTo(OLD.value());
        assertThat(Wire.mapper().convertValue(shown.path("lock"), Lock.class)).isEqualTo(before());
    }

    @Test
    void comparesTwoPlans() {
        int status = lamp.run("lock", "diff", OLD.abbreviated(), NEW.abbreviated());

        assertThat(status).isOne();
        assertThat(lamp.out().lines().skip(3).map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "PACKAGE | FROM | TO | SOURCE",
                        "cmake | 4.1.0=h1_0 | 4.1.0=h2_0 | conda-forge",
                        "numpy | 2.3.0 | 2.4.1 | pypi",
                        "safetensors | - | 0.7.0 | pypi",
                        "six | 1.17.0 | 1.17.0 (another file) | pypi",
                        "torch | 2.10.0+cu126 | - | pytorch/cu126",
                        "",
                        "1 changed, 2 rebuilt, 1 added, 1 removed, 0 the same");
    }

    @Test
    void findsNoDifferenceBetweenALockAndItself() {
        int status = lamp.run("lock", "diff", OLD.abbreviated(), OLD.value());

        assertThat(status).isZero();
        assertThat(lamp.out()).endsWith("\n\n0 changed, 0 rebuilt, 0 added, 0 removed, 4 the same\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lock diff ws-01/torch
            lock diff torch --machine ws-01
            lock diff ws-01/torch@now ws-01/torch
            lock diff torch@now bbbbbbbbbbbb --machine ws-01
            """)
    void comparesWhatAMachineHasWithWhatItIsToHave(String line) {
        haveInUse("\"drift\": \"files were changed by hand: added bin/hack\"");

        int status = lamp.run(line.split(" "));

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isOne();
        assertThat(lamp.out())
                .startsWith("From:  what ws-01 has: generation aaaaaaaaaaaa-2 (torch 2.10.0 cu126)\nTo:    lock ")
                .contains("it was altered since it was built: files were changed by hand")
                .containsPattern("numpy +2\\.3\\.0 +2\\.4\\.1 +pypi\n")
                .doesNotContain("six ")
                .endsWith("1 changed, 0 rebuilt, 2 added, 0 removed, 1 the same\n");
    }

    @Test
    void saysWhatAMachineHasThatNobodyReported() {
        haveInUse("\"drift\": null");
        controller.on("GET /api/v1/runs?environment=torch&machine=ws-02", new Page<RunView>(List.of(), null));
        controller.on("GET /api/v1/machines/ws-02/environments/torch/generations", generations("\"drift\": null"));

        int status = lamp.run("lock", "diff", "ws-02/torch@now", "aaaaaaaaaaaa");

        assertThat(status).isOne();
        assertThat(lamp.err())
                .contains("does not know (any more) what was installed into aaaaaaaaaaaa-2 on ws-02")
                .contains("compare the lock of its plan: aaaaaaaaaaaa");
    }

    @Test
    void takesTheLockWhoseFilesRunOnTheMachine() {
        Platform older = new Platform("linux", "x86_64", "2.31", "3.11");
        Platform newer = new Platform("linux", "x86_64", "2.40", "3.11");
        controller.on(
                "GET /api/v1/locks/cccccccccccc",
                List.of(
                        LockSamples.view(NEW, newer, after()),
                        LockSamples.view(NEW, older, before()),
                        LockSamples.view(NEW, DEBIAN, after())));

        lamp.run("lock", "get", "cccccccccccc", "--machine", "ws-01");

        assertThat(lamp.out()).contains("glibc 2.36");
    }

    @Test
    void asksWhichOfSeveralLocksIsMeant() {
        Platform python12 = new Platform("linux", "x86_64", "2.36", "3.12");
        controller.on(
                "GET /api/v1/locks/cccccccccccc",
                List.of(LockSamples.view(NEW, DEBIAN, after()), LockSamples.view(NEW, python12, before())));

        int unsaid = lamp.run("lock", "get", "cccccccccccc", "--machine", "ws-01");
        int said = lamp.run("lock", "get", "cccccccccccc", "--python", "3.12");
        int neither = lamp.run("lock", "get", "cccccccccccc", "--python", "3.13");

        assertThat(unsaid).isEqualTo(2);
        assertThat(said).isZero();
        assertThat(lamp.out()).contains("Python 3.12");
        assertThat(neither).isOne();
        assertThat(lamp.err())
                .contains("has 2 locks: linux x86_64, glibc 2.36, Python 3.11 (proved by ws-09); linux")
                .contains("--python")
                .contains("has no lock for Python 3.13; there is: linux x86_64");
    }

    @Test
    void asksWhichOfSeveralPlansIsMeant() {
        controller.on(
                "GET /api/v1/placements?environment=torch",
                Samples.page(placement("ws-01", OLD), placement("ws-02", OLD), placement("ws-03", NEW)));

        int status = lamp.run("lock", "get", "torch");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .contains("torch has 2 plans: aaaaaaaaaaaa (torch 2.10.0 cu126) on ws-01 and 1 more; bbbbbbbbbbbb")
                .contains("--machine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lock get torch                  | 1 | no machine has a plan of torch
            lock get dddddddddddd           | 1 | plan dddddddddddd has no lock yet: no machine has proved it
            lock get ws-02/torch            | 1 | ws-02 has no plan of torch
            lock get torch/ws-01/x          | 2 | no lock is named "torch/ws-01/x"
            lock get Torch                  | 2 | a name is 1 to 40 of a-z
            lock get torch@now              | 2 | torch@now is what a machine has of it, and none is named
            lock get ws-01/torch@now        | 2 | what ws-01 has of torch is no lock
            lock diff aaaaaaaaaaaa          | 2 | aaaaaaaaaaaa is one lock, and nothing is named to compare it with
            lock diff torch                 | 2 | torch is one lock
            lock get                        | 2 | LOCK
            """)
    void saysWhatIsWrong(String line, int expected, String said) {
        controller
                .on("GET /api/v1/placements?environment=torch", Samples.page())
                .on("GET /api/v1/locks/dddddddddddd", List.of())
                .on("GET /api/v1/machines/ws-02/environments/torch", placement("ws-02", null));

        int status = lamp.run(line.split(" "));

        assertThat(lamp.err()).contains(said);
        assertThat(status).isEqualTo(expected);
    }

    private void haveInUse(String drift) {
        RunReport built = Samples.run("DONE", """
                , "outcome": "ACTIVATED", "generation": "aaaaaaaaaaaa-2", "installed": [
                  {"name": "numpy", "version": "2.3.0"}, {"name": "six", "version": "1.17.0"}]""");
        RunReport later = Samples.run("DONE", ", \"outcome\": \"ACTIVATED\", \"generation\": \"aaaaaaaaaaaa-2\"");
        controller
                .on("GET /api/v1/machines/ws-01/environments/torch/generations", generations(drift))
                .on("GET /api/v1/runs?environment=torch&machine=ws-01", new Page<>(List.of(run("2"), run("1")), null))
                .on("GET /api/v1/runs/019aaaaa-0000-7000-8000-000000000002", later)
                .on("GET /api/v1/runs/019aaaaa-0000-7000-8000-000000000001", built);
    }

    private static RunView run(String number) {
        return Samples.read("""
                {"run": "019aaaaa-0000-7000-8000-00000000000%s", "machine": "ws-01", "environment": "torch",
                 "state": "DONE", "startedAt": "2026-11-23T09:00:00Z", "at": "2026-11-23T09:01:00Z",
                 "outcome": "ACTIVATED", "log": false}
                """.formatted(number), RunView.class);
    }

    private static GenerationsView generations(String drift) {
        return Samples.read("""
                {"machine": "ws-01", "environment": "torch", "reportedAt": "2026-11-23T10:00:00Z",
                 "unknownProcesses": 0, "kept": [], "generations": [
                  {"name": "aaaaaaaaaaaa-2", "plan": "%s", "candidate": "torch 2.10.0 cu126",
                   "verifiedAt": "2026-11-23T09:00:00Z", "current": true, "bytes": 5, "usedBy": [], "users": 0, %s}]}
                """.formatted(OLD, drift), GenerationsView.class);
    }

    private static PlacementView placement(String machine, @Nullable PlanId plan) {
        return Samples.read(
                """
                {"machine": "%s", "environment": "torch", "phase": "Converged", "phaseDetail": "", "conditions": [],
                 "environmentRevision": 1, "candidate": "torch 2.10.0 cu126" %s}
                """.formatted(machine, plan == null ? "" : ", \"plan\": \"" + plan + "\""), PlacementView.class);
    }

    private static Lock before() {
        Placement torch = new Placement(Source.PYTORCH, "cu126");
        return lock(
                "h1_0",
                wheel("numpy", "2.3.0", "", PYPI),
                wheel("six", "1.17.0", "", PYPI),
                new LockedPackage(
                        "torch",
                        "2.10.0+cu126",
                        torch,
                        List.of(new LockedFile(
                                "torch-2.10.0+cu126-py3-none-any.whl", Sha256.of("torch"), 2_147_483_648L))));
    }

    private static Lock after() {
        return lock(
                "h2_0",
                wheel("numpy", "2.4.1", "", PYPI),
                wheel("safetensors", "0.7.0", "", PYPI),
                wheel("six", "1.17.0", "again", PYPI));
    }

    private static Lock lock(String build, LockedPackage... wheels) {
        LockedPackage cmake = new LockedPackage(
                "cmake",
                "4.1.0",
                build,
                new Placement(Source.CONDA_FORGE, null),
                List.of(new LockedFile("linux-64/cmake-4.1.0-" + build + ".conda", Sha256.of(build), 9L)));
        return new Lock(
                Lock.FORMAT,
                "3.11",
                "torch 2.10.0 cu126",
                List.of(
                        new LockedStage("tools", Installer.CONDA, List.of(cmake)),
                        new LockedStage("framework", Installer.PIP, List.of(wheels))));
    }

    private static LockedPackage wheel(String name, String version, String salt, Placement from) {
        String file = name + "-" + version + "-py3-none-any.whl";
        return new LockedPackage(name, version, from, List.of(new LockedFile(file, Sha256.of(file + salt), 9L)));
    }
}
