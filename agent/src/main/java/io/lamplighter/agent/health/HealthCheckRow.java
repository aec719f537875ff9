package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.nvml.GpuState.Identity;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One health check.
 *
 * @param id as docs and metrics name it, {@code gpu.lost}
 * @param title what it looks for
 * @param remedy what a person can do, without a full stop
 * @param hold how long something must be wrong before it is said
 */
public record HealthCheckRow(
        String id, String title, String remedy, Severity severity, Function<HealthLimits, Duration> hold, Rule rule) {
    /** What is looked at. */
    public sealed interface Rule {
        /** The machine as a whole. */
        record OfMachine(Function<Evidence, Status> judge) implements Rule {}

        /** Each GPU that answers. */
        record OfGpu(GpuJudge judge) implements Rule {}

        /** Each environment of this machine. */
        record OfEnvironment(BiFunction<Evidence, EnvironmentStatus, Status> judge) implements Rule {}
    }

    /** Looks at one GPU. */
    @FunctionalInterface
    public interface GpuJudge {
        /** What is found. */
        Status judge(Evidence evidence, Sampled gpu);
    }

    /** Under a subject that tells GPUs apart. */
    Finding found(Identity gpu, Status status) {
        return new Finding(this, gpu.uuid(), status);
    }
}
