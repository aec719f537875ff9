package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.ExpectedGpu;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.api.machine.MachineFacts.Disk;
import io.lamplighter.api.name.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that health checks are judged from.
 *
 * @param driver absent before it was read
 * @param gpus what NVIDIA's library said; absent where it is not used
 * @param expected the GPUs that there should be
 * @param xids errors that the driver reported; absent where nobody listened
 * @param cuda what came of beginning with CUDA; absent where it was not tried
 * @param environments those of this machine
 * @param cpuBuilds what PyTorch for the CPU stands in those that somebody altered
 * @param disk where they are kept; absent where it was not read
 * @param now when it is judged
 */
public record Evidence(
        @Nullable NvidiaReading driver,
        @Nullable NvmlReading gpus,
        List<ExpectedGpu> expected,
        @Nullable Map<XidEvent, Count> xids,
        HostSigns host,
        @Nullable CudaTrial cuda,
        List<EnvironmentStatus> environments,
        Map<EnvironmentName, String> cpuBuilds,
        @Nullable Disk disk,
        HealthLimits limits,
        Instant now) {
    public Evidence {
        xids = xids == null ? null : Map.copyOf(xids);
        expected = List.copyOf(expected);
        environments = List.copyOf(environments);
        cpuBuilds = Map.copyOf(cpuBuilds);
    }

    /** Of a machine without environments, by the usual limits. */
    public Evidence(
            @Nullable NvidiaReading driver,
            @Nullable NvmlReading gpus,
            List<ExpectedGpu> expected,
            @Nullable Map<XidEvent, Count> xids,
            HostSigns host,
            Instant now) {
        this(driver, gpus, expected, xids, host, null, List.of(), Map.of(), null, HealthLimits.USUAL, now);
    }

    /** GPUs as the library has them; none where it did not answer. */
    List<GpuState> states() {
        return gpus instanceof NvmlReading.Read read ? read.gpus() : List.of();
    }
}
