package io.lamplighter.agent.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.probe.GpuInventory;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.release.ReleaseFiles.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir
    Path root;

    private Instant now = NOW;
    private NvmlStandIn library;
    private Inventory inventory;
    private ReleaseFiles files;

    @BeforeEach
    void holdTheDriver() throws Exception {
        library = NvmlStandIn.in(root.resolve("nvml")).gpu("GPU-a", "0000:01:00");
        inventory = GpuInventory.of(root, library, () -> now);
        GpuInventory.refresh(inventory);
        files = new ReleaseFiles(root);
        library.forgetCalls();
    }

    @Test
    void doesNothingUnasked() throws Exception {
        schedule().look();

        assertThat(library.calls()).isEmpty();
        assertThat(files.answered()).isEmpty();
    }

    @Test
    void letsGoOnceAndAsksNothingUntilTheTimeIsOver() throws Exception {
        ReleaseSchedule schedule = schedule();
        files.ask(NOW.plusSeconds(60));

        schedule.look();
        schedule.look();
        GpuInventory.refresh(inventory);

        assertThat(files.answered()).contains(new Answer(NOW.plusSeconds(60), null));
        assertThat(library.calls()).contains("nvmlShutdown -1 nvml").noneMatch(call -> call.contains("Init"));
        assertThat(inventory.gpus()).contains(new NvmlReading.Released(NOW.plusSeconds(60)));

        now = NOW.plusSeconds(61);
        schedule.look();
        GpuInventory.refresh(inventory);

        assertThat(inventory.gpus().orElseThrow()).isInstanceOf(NvmlReading.Read.class);
        assertThat(files.asked()).isEmpty();
        assertThat(files.answered()).isEmpty();
    }

    @Test
    void takesTheDriverAgainWhenNobodyAsksAnyMore() throws Exception {
        ReleaseSchedule schedule = schedule();
        files.ask(NOW.plusSeconds(60));
        schedule.look();

        files.endAsking();
        schedule.look();
        GpuInventory.refresh(inventory);

        assertThat(inventory.gpus().orElseThrow()).isInstanceOf(NvmlReading.Read.class);
    }

    @Test
    void letsGoAgainAfterARestart() throws Exception {
        files.ask(NOW.plusSeconds(60));
        schedule().look();
        library.forgetCalls();
        Inventory restarted = GpuInventory.of(root, library, () -> now);

        new ReleaseSchedule(new Layout(root), restarted, () -> now).look();
        GpuInventory.refresh(restarted);

        assertThat(library.calls()).isEmpty();
    }

    @Test
    void isNotKeptFromTheDriverByAFileThatNobodyUnderstands() throws Exception {
        Files.writeString(root.resolve("gpu-release.json"), "until tomorrow");

        schedule().look();
        GpuInventory.refresh(inventory);

        assertThat(inventory.gpus().orElseThrow()).isInstanceOf(NvmlReading.Read.class);
    }

    private ReleaseSchedule schedule() {
        return new ReleaseSchedule(new Layout(root), inventory, () -> now);
    }
}
