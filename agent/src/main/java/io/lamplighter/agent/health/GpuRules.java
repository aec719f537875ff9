package io.lamplighter.agent.health;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.Answer.NoFunction;
import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.Answer.Value;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.NvmlReturn;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What is said of one GPU, from its last sample. */
final class GpuRules {
    /** An error of its memory that the driver contained: the program that met it is dead, the GPU is not. */
    private static final Set<Long> CONTAINED = Set.of(94L);

    private GpuRules() {}

    static Status xid(Evidence evidence, Sampled gpu) {
        if (evidence.xids() == null) {
            return new Status.Unknown("only the running agent counts them; dmesg tells of them too");
        }
        TreeSet<Long> seen = new TreeSet<>();
        evidence.xids().forEach((event, count) -> {
            if (event.uuid().equals(gpu.gpu().uuid())
                    && HealthChecks.CRITICAL_XIDS.contains(event.xid())
                    && count.last().plus(evidence.limits().xidsFor()).isAfter(evidence.now())) {
                seen.add(event.xid());
            }
        });
        if (seen.isEmpty()) {
            return new Status.Ok();
        }
        String text = "Xid " + join(seen);
        return CONTAINED.containsAll(seen) ? new Status.Warn(text) : new Status.Fail(text);
    }

    static Status uncorrected(Evidence evidence, Sampled gpu) {
        return from(
                gpu.sample().errors().uncorrected(),
                count -> count > 0 ? new Status.Fail(count + " since the driver was loaded") : new Status.Ok());
    }

    static Status remapFailed(Evidence evidence, Sampled gpu) {
        return from(
                gpu.sample().errors().remapped(),
                rows -> rows.failed() ? new Status.Fail(remapped(rows)) : new Status.Ok());
    }

    static Status remapPending(Evidence evidence, Sampled gpu) {
        return from(
                gpu.sample().errors().remapped(),
                rows -> rows.pending() ? new Status.Warn(remapped(rows)) : new Status.Ok());
    }

    private static String remapped(RemappedRows rows) {
        return rows.uncorrectable() + " rows were replaced for uncorrectable errors, " + rows.correctable()
                + " for correctable ones";
    }

    static Status retirementPending(Evidence evidence, Sampled gpu) {
        return from(
                gpu.sample().errors().retirementPending(),
                pending -> pending ? new Status.Warn("pages wait to be retired") : new Status.Ok());
    }

    static Status thermalSlowdown(Evidence evidence, Sampled gpu) {
        return throttled(gpu.sample(), ClockReason.HW_THERMAL);
    }

    static Status powerBrake(Evidence evidence, Sampled gpu) {
        return throttled(gpu.sample(), ClockReason.HW_POWER_BRAKE);
    }

    private static Status throttled(GpuSample sample, ClockReason reason) {
        return from(sample.throttled(), reasons -> {
            String at = sample.thermal()
                    .core()
                    .value()
                    .map(celsius -> " at " + celsius + " °C")
                    .orElse("");
            return reasons.contains(reason) ? new Status.Warn("its clocks are held back" + at) : new Status.Ok();
        });
    }

    /** Idle links save power by being narrow, and a slot can be narrower than its card: neither is wrong. */
    static Status pcieDegraded(Evidence evidence, Sampled gpu) {
        GpuSample sample = gpu.sample();
        int slot = evidence.host().slotWidths().getOrDefault(gpu.gpu().busId(), Integer.MAX_VALUE);
        return from(
                sample.pcie().width(),
                width -> from(
                        sample.pcie().maximumWidth(),
                        maximum -> from(sample.utilizationPercent(), percent -> {
                            int possible = Math.min(maximum, slot);
                            return percent >= evidence.limits().busyPercent() && width < possible
                                    ? new Status.Warn(width + " of " + possible + " lanes")
                                    : new Status.Ok();
                        })));
    }

    static Status fan(Evidence evidence, Sampled gpu) {
        return FanRule.judge(gpu.sample(), evidence.limits().fanStillCelsius());
    }

    static Status memoryHeld(Evidence evidence, Sampled gpu) {
        GpuSample sample = gpu.sample();
        if (sample.partitioned().value().orElse(false)) {
            return new Status.NotApplicable();
        }
        return from(
                sample.memory(),
                memory -> from(
                        sample.compute(),
                        compute -> from(
                                sample.graphics(),
                                graphics -> memory.used() >= evidence.limits().heldBytes()
                                                && compute.isEmpty()
                                                && graphics.isEmpty()
                                        ? new Status.Warn((memory.used() >> 20) + " MiB")
                                        : new Status.Ok())));
    }

    static Status persistence(Evidence evidence, Sampled gpu) {
        return from(
                gpu.sample().persistence(),
                kept -> kept ? new Status.Ok() : new Status.Warn("persistence mode is off"));
    }

    /** What a GPU does not have cannot be wrong; what was refused for another reason is not known. */
    static <T> Status from(Answer<T> answer, Function<T, Status> judge) {
        return switch (answer) {
            case Value<T>(T said) -> judge.apply(said);
            case Refused<T>(NvmlReturn why, int _) when why == NvmlReturn.NOT_SUPPORTED -> new Status.NotApplicable();
            case Refused<T>(NvmlReturn why, int code) ->
                new Status.Unknown("NVML answers " + why.label() + " (" + code + ")");
            case NoFunction<T> _ -> new Status.NotApplicable();
        };
    }

    private static String join(Set<Long> numbers) {
        return String.join(", ", numbers.stream().map(String::valueOf).toList());
    }
}
