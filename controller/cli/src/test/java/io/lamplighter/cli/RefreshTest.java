package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.RefreshOrdered;
import io.lamplighter.api.view.RefreshRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final String REFRESH = "POST /api/v1/environments/torch/refresh";
    private static final String PLACEMENTS = "GET /api/v1/placements?environment=torch";

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
    void saysWhatWillBeDoneAndWhen() {
        controller.on(REFRESH, ordered(null)).on(PLACEMENTS, Samples.page(planned()));

        assertThat(lamp.run("refresh", "torch")).isZero();

        assertThat(lamp.out()).isEqualTo("""
                torch is solved anew: update patch, cooldown 7d, 1 machine
                PLAN          MACHINES  FIRST  BEGINS
                abababababab  1         ws-01  2026-11-24T01:00:00Z
                """);
        assertThat(Samples.read(controller.requests().getFirst().body(), RefreshRequest.class))
                .isEqualTo(new RefreshRequest(null));
    }

    @Test
    void saysWhatIsIgnoredWhenItCannotWait() {
        controller.on(REFRESH, ordered(Instant.parse("2026-11-23T12:00:00Z"))).on(PLACEMENTS, Samples.page(planned()));

        assertThat(lamp.run("refresh", "torch", "--now")).isZero();

        assertThat(lamp.out())
                .contains("at once, until 2026-11-23T12:00:00Z: windows, blackout days and gates are ignored")
                .endsWith("with its next poll\n");
        assertThat(Samples.read(controller.requests().getFirst().body(), RefreshRequest.class))
                .isEqualTo(new RefreshRequest(true));
    }

    private static RefreshOrdered ordered(@Nullable Instant hurriedUntil) {
        return new RefreshOrdered(new EnvironmentName("torch"), Update.PATCH, new TimeSpan("7d"), 1, hurriedUntil);
    }

    private static PlacementView planned() {
        PlacementView windowed = Samples.windowed();
        return new PlacementView(
                windowed.machine(),
                windowed.environment(),
                windowed.phase(),
                windowed.phaseDetail(),
                windowed.conditions(),
                windowed.environmentRevision(),
                new PlanId("ab".repeat(32)),
                windowed.planInUse(),
                windowed.candidate(),
                windowed.run(),
                windowed.removeAfter(),
                windowed.resolution(),
                windowed.explanation(),
                windowed.rollback(),
                windowed.window());
    }
}
