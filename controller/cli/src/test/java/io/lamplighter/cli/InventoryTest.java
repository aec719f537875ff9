package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.AcceptedInventory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
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
    void acceptsTheGpusThatAreThere() {
        controller.on(
                "PUT /api/v1/machines/ws-01/inventory",
                new AcceptedInventory(new MachineName("ws-01"), Instant.parse("2026-11-30T12:00:00Z")));

        int status = lamp.run("machine", "accept-inventory", "ws-01");

        assertThat(status).isZero();
        assertThat(lamp.out())
                .isEqualTo("the agent of ws-01 takes the GPUs that it sees with its next poll for all there should be;"
                        + " lamp describe machine ws-01 shows what it finds\n");
    }

    @Test
    void namesTheMachineThatWasMeant() {
        controller.refuse(
                "PUT /api/v1/machines/ws-10/inventory",
                Samples.problem(404, "not-found", "no machine is named ws-10", "did you mean ws-01?"));

        int status = lamp.run("machine", "accept-inventory", "ws-10");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualTo("lamp: no machine is named ws-10; did you mean ws-01?\n");
    }
}
