package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationTest {
    private static final String HISTORY = "GET /api/v1/machines/ws-01/environments/torch/generations";

    private static final GenerationName FIRST = new GenerationName("aaaaaaaaaaaa-1");

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
    void showsGenerationsWithTheirTimesAndUsers() {
        controller.on(HISTORY, view(2));

        int status = lamp.run("history", "ws-01", "torch");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                GENERATION      BUILD               IN USE FROM           UNTIL                 BECAUSE OF  SIZE     KEPT UNTIL            USED BY
                aaaaaaaaaaaa-2  torch 2.11.0 cu128  2026-11-23T09:00:00Z  now                   new plan    4.8 GiB  -                     -
                aaaaaaaaaaaa-1  torch 2.10.0 cu126  2026-11-01T09:00:00Z  2026-11-23T09:00:00Z  first       4.7 GiB  2027-01-01T00:00:00Z  python3 (7, by its arguments) and 2 more
                aaaaaaaaaaaa-2 was altered: files were changed by hand: added bin/hack
                rolled back to aaaaaaaaaaaa-1 by operator: jobs fail; `lamp rollback ws-01 torch --forward` ends it
                as ws-01 told at 2026-11-23T10:00:00Z; 2 of its processes could not be looked at
                """);
    }

    @Test
    void showsItToPrograms() {
        controller.on(HISTORY, view(0));

        lamp.run("history", "ws-01", "torch", "-o", "json");

        assertThat(Samples.read(lamp.out(), GenerationsView.class)).isEqualTo(view(0));
    }

    @Test
    void wantsAMachineAndAnEnvironment() {
        int status = lamp.run("history", "ws-01");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains("ENVIRONMENT");
    }

    @Test
    void goesBackAndForward() {
        String path = "/api/v1/machines/ws-01/environments/torch/rollback";
        controller.on("PUT " + path, new Rollback(FIRST, "operator", "jobs fail", Samples.THEN));
        controller.on("DELETE " + path, 204, "application/json", "");

        int back = lamp.run("rollback", "ws-01", "torch", "--to", "1", "--reason", "jobs fail");
        int forward = lamp.run("rollback", "ws-01", "torch", "--forward");

        assertThat(back).isZero();
        assertThat(forward).isZero();
        assertThat(lamp.out()).isEqualTo("""
                ws-01 goes back to aaaaaaaaaaaa-1 of torch, once it has verified it
                it stays there until `lamp rollback ws-01 torch --forward`, or until the spec changes
                ws-01 gets again what the spec of torch asks for
                """);
    }

    @Test
    void keepsAGenerationToTheEndOfADay() {
        controller.on(
                "PUT /api/v1/machines/ws-01/environments/torch/generations/1/keep",
                new KeptGeneration(FIRST, Instant.parse("2027-04-01T00:00:00Z"), "operator"));

        int status = lamp.run("keep", "ws-01", "torch", "1", "--until", "2027-03-31");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("ws-01 keeps aaaaaaaaaaaa-1 of torch until 2027-04-01T00:00:00Z\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keep ws-01 torch 1 --until tomorrow            | --until is a day like 2027-03-31
            keep ws-01 torch one --until 9d                | a generation is named like 5f1c0e9a7b2d-4
            keep ws-01 torch 1                             | --until
            rollback ws-01 torch --forward --to 1          | --forward goes with neither
            """)
    void saysWhatIsWrong(String line, String said) {
        int status = lamp.run(line.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains(said);
    }

    private static GenerationsView view(int unknown) {
        return Samples.read("""
                {"machine": "ws-01", "environment": "torch", "reportedAt": "2026-11-23T10:00:00Z",
                 "unknownProcesses": %d, "generations": [
                  {"name": "aaaaaaaaaaaa-2", "plan": "%s", "candidate": "torch 2.11.0 cu128",
                   "verifiedAt": "2026-11-23T09:00:00Z", "current": true, "activeFrom": "2026-11-23T09:00:00Z",
                   "cause": "NEW_PLAN", "bytes": 5153960755, "usedBy": [], "users": 0,
                   "drift": "files were changed by hand: added bin/hack"},
                  {"name": "aaaaaaaaaaaa-1", "plan": "%s", "candidate": "torch 2.10.0 cu126",
                   "verifiedAt": "2026-11-01T09:00:00Z", "current": false, "activeFrom": "2026-11-01T09:00:00Z",
                   "activeUntil": "2026-11-23T09:00:00Z", "cause": "FIRST", "replaced": "NEW_PLAN",
                   "bytes": 5046586572, "usedBy": ["python3 (7, by its arguments)"], "users": 3}],
                 "rollback": {"generation": "aaaaaaaaaaaa-1", "by": "operator", "reason": "jobs fail",
                              "at": "2026-11-23T09:30:00Z"},
                 "kept": [{"generation": "aaaaaaaaaaaa-1", "until": "2027-01-01T00:00:00Z", "by": "operator"}]}
                """.formatted(unknown, "a".repeat(64), "a".repeat(64)), GenerationsView.class);
    }
}
