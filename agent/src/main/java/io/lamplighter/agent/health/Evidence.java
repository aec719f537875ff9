package io.lamplighter.agent.health;

import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.NvidiaReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that health checks are judged from.
 *
 * @param driver absent before it was read
 * @param gpus what NVIDIA's library said; absent where it is not used
 * @param expected how many GPUs there were when the driver last answered; absent when it never did
 * @param xids errors that the driver reported; absent where nobody listened
 * @param now when it is judged
 */
public record Evidence(
        @Nullable NvidiaReading driver,
        @Nullable NvmlReading gpus,
        @Nullable Integer expected,
        @Nullable Map<XidEvent, Count> xids,
        HostSigns host,
        Instant now) {
    public Evidence {
        xids = xids == null ? null : Map.copyOf(xids);
    }

    /** GPUs as the library has them; none where it did not answer. */
    List<GpuState> states() {
        return gpus instanceof NvmlReading.Read read ? read.gpus() : List.of();
    }
}
