package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.api.view.Readiness;
import io.lamplighter.api.view.Readiness.NotReady;
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

class ReadyTest {
    private static final String ROUTE = "GET /api/v1/groups/teaching/readiness?environment=torch";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Opening NIGHT =
            new Opening(Instant.parse("2026-11-24T02:00:00Z"), Instant.parse("2026-11-24T05:00:00Z"));
    private static final NotReady WAITING =
            new NotReady(new MachineName("ws-07"), Phase.PENDING, "its window opens 2026-11-24T02:00:00Z", NOON, NIGHT);

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
    void showsWhoIsNotReadyAndWhy() {
        controller.on(ROUTE, readiness(30, WAITING));

        int status = lamp.run("ready", "teaching", "--environment", "torch");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.out())
                .contains("ws-07", "Pending", "its window opens 2026-11-24T02:00:00Z", "2026-11-23T12:00:00Z")
                .endsWith("29 of 30 machines of teaching are ready with torch\n");
    }

    @Test
    void endsWithSuccessWhereAllAreReady() {
        controller.on(ROUTE, readiness(30));

        int status = lamp.run("ready", "teaching", "-e", "torch");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("30 of 30 machines of teaching are ready with torch\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 0"})
    void isNotReadyWithoutAMachine(int machines, int expected) {
        controller.on(ROUTE, readiness(machines));

        assertThat(lamp.run("ready", "teaching", "-e", "torch", "-o", "json")).isEqualTo(expected);
        assertThat(Samples.read(lamp.out(), Readiness.class)).isEqualTo(readiness(machines));
    }

    private static Readiness readiness(int machines, NotReady... notReady) {
        return new Readiness(
                new GroupName("teaching"),
                new EnvironmentName("torch"),
                machines,
                machines - notReady.length,
                List.of(notReady));
    }
}
