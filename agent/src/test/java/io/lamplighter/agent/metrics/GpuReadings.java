package io.lamplighter.agent.metrics;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.Answer.Value;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.Memory;
import io.lamplighter.agent.nvml.GpuSample.MemoryErrors;
import io.lamplighter.agent.nvml.GpuSample.Pcie;
import io.lamplighter.agent.nvml.GpuSample.Power;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuSample.Thermal;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.GpuState.Identity;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.api.machine.ComputeCapability;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GPUs as NVIDIA's library shows them. */
final class GpuReadings {
    static final NvmlReading ONE = read(new GpuState.Sampled(identity("GPU-0a"), whole(71)));
    static final Map<XidEvent, Count> XIDS =
            Map.of(new XidEvent("GPU-0a", 79), new Count(2, Instant.parse("2026-11-23T08:00:00.500Z")));

    private GpuReadings() {}

    static NvmlReading read(GpuState... gpus) {
        return new NvmlReading.Read("580.95.05", "580.95.05", said(13000), List.of(gpus));
    }

    static Identity identity(String uuid) {
        return new Identity(
                0, uuid, "NVIDIA RTX A5000", "0000:01:00.0", "94.02", new ComputeCapability(8, 6), 25757220864L);
    }

    /** One that says everything. */
    static GpuSample whole(int celsius) {
        return new GpuSample(
                said(new Memory(25757220864L, 0L, 1024L)),
                said(40),
                new Thermal(said(celsius), said(84), said(95)),
                new Power(said(271350), said(300000), said(123456L)),
                Map.of(Clock.SM, 1785),
                Map.of(0, said(48), 1, new Refused<>(NvmlReturn.UNKNOWN, 999)),
                said(Set.of(ClockReason.HW_THERMAL)),
                new MemoryErrors(
                        said(true),
                        said(3L),
                        said(0L),
                        said(17L),
                        said(1L),
                        said(new RemappedRows(2, 1, true, false)),
                        said(0),
                        said(0),
                        said(false)),
                new Pcie(said(4), said(16), said(4), said(16), said(12L)),
                said(List.of(new GpuSample.GpuProcess(4711, 1024L))),
                said(List.of()),
                said(false),
                List.of(),
                said(true),
                said(RecoveryAction.GPU_RESET));
    }

    /** One that says nothing. */
    static GpuSample silent() {
        return new GpuSample(
                no(),
                no(),
                new Thermal(no(), no(), no()),
                new Power(no(), no(), no()),
                Map.of(),
                Map.of(),
                no(),
                new MemoryErrors(no(), no(), no(), no(), no(), no(), no(), no(), no()),
                new Pcie(no(), no(), no(), no(), no()),
                no(),
                no(),
                no(),
                List.of(),
                no(),
                no());
    }

    private static <T> Answer<T> said(T value) {
        return new Value<>(value);
    }

    private static <T> Answer<T> no() {
        return new Refused<>(NvmlReturn.NOT_SUPPORTED, 3);
    }
}
