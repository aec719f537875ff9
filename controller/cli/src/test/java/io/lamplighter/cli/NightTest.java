package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.night.Machines;
import io.lamplighter.api.night.Night;
import io.lamplighter.api.night.Night.Changed;
import io.lamplighter.api.schedule.ZoneName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightTest {
    private static final Night NIGHT = new Night(
            Instant.parse("2026-11-22T17:00:00Z"),
            Instant.parse("2026-11-23T10:00:00Z"),
            new ZoneName("Europe/Berlin"),
            1,
            List.of(new Changed(
                    new EnvironmentName("torch"),
                    null,
                    "torch 2.10.0 cu126",
                    new Machines(1, List.of(new MachineName("gpu-7"))))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

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
    void leavesToTheControllerWhenTheNightBegan() {
        controller.on("GET /api/v1/night", NIGHT);

        assertThat(lamp.run("night")).isZero();
        assertThat(lamp.out()).isEqualTo("""
                The night from 2026-11-22 18:00 to 2026-11-23 11:00 (Europe/Berlin), 1 machine

                Changed
                  torch on gpu-7: torch 2.10.0 cu126 for the first time
                """);
    }

    @Test
    void asksFromWhereItIsTold() {
        controller.on("GET /api/v1/night?since=2026-11-22T22%3A00%3A00Z", NIGHT);

        assertThat(lamp.run("night", "--since", "12h", "-o", "json")).isZero();
        assertThat(Samples.read(lamp.out(), Night.class)).isEqualTo(NIGHT);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(lamp.run("night", "--since", "midnight")).isEqualTo(2);
        assertThat(lamp.err()).contains("--since is how long ago");
    }
}
