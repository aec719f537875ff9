package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.Slice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedGpusTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final ListedGpu FIRST = gpu("GPU-a", "0000:01:00.0", null);
    private static final ListedGpu SECOND = gpu("GPU-b", "0000:02:00.0", null);

    @TempDir
    Path root;

    @Test
    void keepTheOneThatIsGoneOverARestart() {
        expected().saw(List.of(FIRST, SECOND));

        ExpectedGpus after = expected();
        after.saw(List.of(FIRST));

        assertThat(after.all()).extracting(ExpectedGpu::key).containsExactly("GPU-a", "GPU-b");
    }

    @Test
    void forgetItWhenAnOperatorAcceptsWhatIsThere() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(FIRST, SECOND));

        expected.accept(NOON, List.of(FIRST));

        assertThat(expected.all()).extracting(ExpectedGpu::key).containsExactly("GPU-a");
    }

    @Test
    void takeEachAcceptanceOnceOverRestarts() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(FIRST));
        expected.accept(NOON, List.of(FIRST));
        expected.saw(List.of(FIRST, SECOND));

        ExpectedGpus after = expected();
        after.accept(NOON, List.of(FIRST));

        assertThat(after.all()).as("the second one came later and is lost").hasSize(2);
        after.accept(NOON.plusSeconds(1), List.of(FIRST));
        assertThat(after.all()).hasSize(1);
    }

    @Test
    void knowTheCardAndNotTheParts() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(gpu("MIG-1", "0000:01:00.0", Slice.MIG)));

        expected.saw(List.of(gpu("MIG-2", "0000:01:00.0", Slice.MIG)));

        assertThat(expected.all()).extracting(ExpectedGpu::key).containsExactly("0000:01:00.0");
    }

    @Test
    void beginAnewWhereTheFileIsNone() throws Exception {
        Files.writeString(root.resolve("expected.json"), "{\"gpus\": 7}");

        ExpectedGpus expected = expected();
        expected.saw(List.of(FIRST));

        assertThat(expected().all()).hasSize(1);
    }

    private ExpectedGpus expected() {
        return new ExpectedGpus(root.resolve("expected.json"));
    }

    private static ListedGpu gpu(String uuid, String busId, @Nullable Slice slice) {
        return new ListedGpu(
                0, new Gpu(uuid, "NVIDIA A100", new ComputeCapability(8, 0), 40_960, slice), busId, "", null);
    }
}
