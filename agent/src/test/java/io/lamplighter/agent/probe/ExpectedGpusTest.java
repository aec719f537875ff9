package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
    void knowTheCardWhetherOrNotItIsPartitioned() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(gpu("GPU-a", "0000:01:00.0", Slice.MIG)));

        expected.saw(List.of(FIRST));

        assertThat(expected.all()).containsExactly(new ExpectedGpu("GPU-a", "NVIDIA A100", "0000:01:00.0", null));
    }

    @Test
    void areNoneThatAHostLends() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(gpu("GPU-v1", "0000:02:00.0", Slice.VGPU)));

        expected.saw(List.of(gpu("GPU-v2", "0000:02:00.0", Slice.VGPU)));

        assertThat(expected.all()).isEmpty();
    }

    @Test
    void areNoneUnderWindowsAlsoWhereAnEarlierAgentExpectedSome() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(FIRST));

        expected.sawLent();

        assertThat(expected().all()).isEmpty();
    }

    @Test
    void leaveAVirtualOneThatAnEarlierAgentExpectedByItsPlace() throws Exception {
        Files.writeString(root.resolve("expected.json"), """
                {"gpus":[{"key":"0000:02:00.0","model":"GRID A100-1-5C","busId":"0000:02:00.0"}]}
                """);
        ExpectedGpus expected = expected();

        expected.saw(List.of(FIRST, gpu("GPU-v1", "0000:02:00.0", Slice.VGPU)));

        assertThat(expected.all()).extracting(ExpectedGpu::key).containsExactly("GPU-a");
    }

    @Test
    void callReplacedWhatAnotherHasThePlaceOf() {
        expected().saw(List.of(FIRST, SECOND));

        ExpectedGpus after = expected();
        after.saw(List.of(FIRST, gpu("GPU-c", "0000:02:00.0", null)));

        assertThat(after.all())
                .extracting(ExpectedGpu::key, ExpectedGpu::replacedBy)
                .containsExactly(tuple("GPU-a", null), tuple("GPU-b", "GPU-c"), tuple("GPU-c", null));
        assertThat(expected().all()).as("after a restart").isEqualTo(after.all());
    }

    @Test
    void tellOnlyOfTheLastThatWasReplacedInAPlace() {
        ExpectedGpus expected = expected();
        for (String uuid : List.of("GPU-1", "GPU-2", "GPU-3")) {
            expected.saw(List.of(gpu(uuid, "0000:02:00.0", null)));
        }

        assertThat(expected.all())
                .extracting(ExpectedGpu::key, ExpectedGpu::replacedBy)
                .containsExactly(tuple("GPU-2", "GPU-3"), tuple("GPU-3", null));
    }

    @Test
    void knowTheOneThatCameBackToItsPlace() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(SECOND));
        expected.saw(List.of(gpu("GPU-c", "0000:02:00.0", null)));

        expected.saw(List.of(SECOND));

        assertThat(expected.all())
                .extracting(ExpectedGpu::key, ExpectedGpu::replacedBy)
                .containsExactly(tuple("GPU-b", null), tuple("GPU-c", "GPU-b"));
    }

    @Test
    void missTheOneWhoseSlotACardOfThisMachineWasMovedTo() {
        ExpectedGpus expected = expected();
        expected.saw(List.of(FIRST, SECOND));

        expected.saw(List.of(gpu("GPU-a", "0000:02:00.0", null)));

        assertThat(expected.all())
                .extracting(ExpectedGpu::key, ExpectedGpu::replacedBy)
                .containsExactly(tuple("GPU-a", null), tuple("GPU-b", null));
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
