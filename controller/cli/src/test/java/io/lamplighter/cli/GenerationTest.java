package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.generation.GenerationsView;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {
    private static final String HISTORY = "GET /api/v1/machines/ws-01/environments/torch/generations";

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
                GENERATION      BUILD               IN USE FROM           UNTIL                 BECAUSE OF  SIZE     USED BY
                aaaaaaaaaaaa-2  torch 2.11.0 cu128  2026-11-23T09:00:00Z  now                   new plan    4.8 GiB  -
                aaaaaaaaaaaa-1  torch 2.10.0 cu126  2026-11-01T09:00:00Z  2026-11-23T09:00:00Z  first       4.7 GiB  python3 (7, by its arguments) and 2 more
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

    private static GenerationsView view(int unknown) {
        return Samples.read("""
                {"machine": "ws-01", "environment": "torch", "reportedAt": "2026-11-23T10:00:00Z",
                 "unknownProcesses": %d, "generations": [
                  {"name": "aaaaaaaaaaaa-2", "plan": "%s", "candidate": "torch 2.11.0 cu128",
                   "verifiedAt": "2026-11-23T09:00:00Z", "current": true, "activeFrom": "2026-11-23T09:00:00Z",
                   "cause": "NEW_PLAN", "bytes": 5153960755, "usedBy": [], "users": 0},
                  {"name": "aaaaaaaaaaaa-1", "plan": "%s", "candidate": "torch 2.10.0 cu126",
                   "verifiedAt": "2026-11-01T09:00:00Z", "current": false, "activeFrom": "2026-11-01T09:00:00Z",
                   "activeUntil": "2026-11-23T09:00:00Z", "cause": "FIRST", "replaced": "NEW_PLAN",
                   "bytes": 5046586572, "usedBy": ["python3 (7, by its arguments)"], "users": 3}]}
                """.formatted(unknown, "a".repeat(64), "a".repeat(64)), GenerationsView.class);
    }
}
