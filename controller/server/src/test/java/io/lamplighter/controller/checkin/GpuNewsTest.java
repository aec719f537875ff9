package io.lamplighter.controller.checkin;

import static io.lamplighter.controller.peers.TestFacts.withBrokenDriver;
import static io.lamplighter.controller.peers.TestFacts.withGpus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.name.MachineName;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuNewsTest {
    private static final Gpu FIRST = new Gpu("GPU-1", "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384);
    private static final Gpu SECOND = new Gpu("GPU-2", "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384);

    @Test
    void tellsOfAGpuThatTheDriverListsNoMoreWithANextStep() {
        List<Happening> news = between(withGpus(FIRST, SECOND), withGpus(FIRST));

        assertThat(news)
                .extracting(Happening::reason, Happening::from, Happening::detail)
                .containsExactly(tuple(EventReason.GPU_LOST, "GPU-2", "NVIDIA RTX A4000"));
        assertThat(news.getFirst().remedy()).contains("Xid 79");
    }

    @Test
    void losesNoVirtualGpuThatGotAnotherId() {
        Gpu before = new Gpu("GPU-v1", "GRID A100-1-5C", new ComputeCapability(8, 0), 5_120, Slice.VGPU);
        Gpu after = new Gpu("GPU-v2", "GRID A100-1-5C", new ComputeCapability(8, 0), 5_120, Slice.VGPU);

        assertThat(between(withGpus(before), withGpus(after)))
                .extracting(Happening::reason)
                .containsExactly(EventReason.GPU_FOUND);
    }

    @Test
    void tellsOfAGpuThatIsBack() {
        assertThat(between(withGpus(FIRST), withGpus(FIRST, SECOND)))
                .extracting(Happening::reason, Happening::to)
                .containsExactly(tuple(EventReason.GPU_FOUND, "GPU-2"));
    }

    @Test
    void saysOfADriverThatDoesNotAnswerWhatIsInItsWayAndNotThatItsGpusAreGone() {
        assertThat(between(withGpus(FIRST), withBrokenDriver()))
                .extracting(Happening::reason, Happening::detail)
                .containsExactly(
                        tuple(EventReason.DRIVER_BLOCKED, "driver.version_mismatch: library and module differ"));
        assertThat(between(withBrokenDriver(), withBrokenDriver())).isEmpty();
    }

    @Test
    void tellsThatADriverAnswersAgainAndNotThatItsGpusWereFound() {
        assertThat(between(withBrokenDriver(), withGpus(FIRST)))
                .extracting(Happening::reason)
                .containsExactly(EventReason.DRIVER_WORKING);
    }

    @Test
    void hasNoNewsWhereNothingChanged() {
        assertThat(between(withGpus(FIRST, SECOND), withGpus(SECOND, FIRST))).isEmpty();
    }

    private static List<Happening> between(MachineFacts before, MachineFacts after) {
        return GpuNews.between(new MachineName("gpu-7"), before, after);
    }
}
