package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.Signature;
import io.lamplighter.api.view.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTest {
    private static final String DAY = "since=2026-11-22T10%3A00%3A00Z";
    private static final FleetEvent CHANGED = event(
            1,
            "02:10",
            Happening.on(new MachineName("gpu-7"), EventReason.RUN_ACTIVATED, "")
                    .of(new EnvironmentName("torch"))
                    .changing("torch 2.9.1 cu126", "torch 2.10.0 cu126"));
    private static final FleetEvent FAILED = event(
            2,
            "02:20",
            Happening.on(new MachineName("gpu-8"), EventReason.RUN_FAILED, "")
                    .of(new EnvironmentName("torch"))
                    .because(new Failure(new Signature("DISK_FULL"), "no room is left", null, "free some", null, "")));

    private static final FleetEvent LATER =
            event(3, "09:59", Happening.everywhere(EventReason.FROZEN, "group b12 is frozen"));

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
    void showsTheNewestLast() {
        controller.on("GET /api/v1/events?limit=200&" + DAY, new Page<>(List.of(FAILED, CHANGED), null));

        assertThat(lamp.run("events")).isZero();
        assertThat(lamp.out()).isEqualTo("""
                TIME                  REASON        MACHINE  ENVIRONMENT  WHAT
                2026-11-23T02:10:00Z  RunActivated  gpu-7    torch        torch 2.9.1 cu126 -> torch 2.10.0 cu126
                2026-11-23T02:20:00Z  RunFailed     gpu-8    torch        DISK_FULL: no room is left
                """);
    }

    @Test
    void asksForWhatIsMeant() {
        controller.on(
                "GET /api/v1/events?environment=torch&limit=1&machine=gpu-8&reason=RunFailed"
                        + "&since=2026-11-23T02%3A00%3A00Z",
                new Page<>(List.of(FAILED), "2"));

        int status = lamp.run(
                "events",
                "--machine",
                "gpu-8",
                "--environment",
                "torch",
                "--reason",
                "RunFailed",
                "--since",
                "8h",
                "--limit",
                "1");

        assertThat(status).isZero();
        assertThat(lamp.out()).endsWith("these are the newest 1; --limit shows more\n");
    }

    @Test
    void saysThatNothingHappened() {
        controller.on("GET /api/v1/events?limit=200&" + DAY, new Page<FleetEvent>(List.of(), null));

        lamp.run("events");

        assertThat(lamp.out()).isEqualTo("nothing happened since 2026-11-22T10:00:00Z\n");
    }

    @Test
    void goesOnFromTheLastOneAndOverARestartOfTheController() {
        controller.on("GET /api/v1/events?limit=200&" + DAY, new Page<>(List.of(CHANGED), null));
        controller.on("GET /api/v1/events?after=1&limit=1000", new Page<>(List.of(FAILED), null));
        controller.refuse(
                "GET /api/v1/events?after=2&limit=1000",
                Samples.problem(503, "storage-unavailable", "away", "ask again"));
        controller.on("GET /api/v1/events?after=2&limit=1000", new Page<>(List.of(LATER), null));
        controller.on("GET /api/v1/events?after=3&limit=1000", new Page<FleetEvent>(List.of(), null));

        assertThat(lamp.run("events", "--watch", "--timeout", "5s")).isZero();

        assertThat(lamp.out()).isEqualTo("""
                2026-11-23T02:10:00Z RunActivated gpu-7 torch torch 2.9.1 cu126 -> torch 2.10.0 cu126
                2026-11-23T02:20:00Z RunFailed gpu-8 torch DISK_FULL: no room is left
                2026-11-23T09:59:00Z Frozen group b12 is frozen
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            events --since yesterday | --since is how long ago
            events --limit 0         | --limit is how many events are shown
            """)
    void saysWhatIsWrong(String line, String said) {
        assertThat(lamp.run(line.split(" "))).isEqualTo(2);
        assertThat(lamp.err()).contains(said);
        assertThat(controller.requests()).isEmpty();
    }

    private static FleetEvent event(long number, String time, Happening what) {
        return FleetEvent.of(number, Instant.parse("2026-11-23T" + time + ":00Z"), what);
    }
}
