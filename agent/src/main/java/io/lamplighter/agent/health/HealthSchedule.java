package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.Inventory;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Judges what was read, as often as the GPUs are read. */
@Singleton
final class HealthSchedule {
    private static final int BEFORE_THE_PROBES = Interceptor.Priority.PLATFORM_BEFORE - 10;

    private final Health health;
    private final Inventory inventory;

    HealthSchedule(Health health, Inventory inventory) {
        this.health = health;
        this.inventory = inventory;
    }

    @Scheduled(every = "{lamplighter.telemetry.gpu-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void judge() {
        health.judge();
        inventory.findingsChanged();
    }

    /** What cannot be meant stops the start, before anything is judged by it. */
    void begin(@Observes @Priority(BEFORE_THE_PROBES) StartupEvent starting, HealthConfig config) {
        ConfiguredLimits.of(config);
        inventory.judgedBy(() -> {
            if (inventory.facts().isEmpty()) {
                health.judge(); // not as nothing had been read, which the first facts would tell
            }
            return Optional.of(health.told());
        });
    }

    @Produces
    @Singleton
    static Health health(
            Inventory inventory,
            XidCounts xids,
            Engine engine,
            Layout layout,
            HealthConfig config,
            InstantSource clock) {
        HealthLimits limits = ConfiguredLimits.of(config);
        return new Health(() -> evidence(inventory, xids, engine.statuses(), layout, limits, clock.instant()));
    }

    private static Evidence evidence(
            Inventory inventory,
            XidCounts xids,
            List<EnvironmentStatus> environments,
            Layout layout,
            HealthLimits limits,
            Instant now) {
        return new Evidence(
                inventory.nvidia().orElse(null),
                inventory.gpus().orElse(null),
                inventory.expectedGpus(),
                xids.all(),
                inventory.signs().orElse(HostSigns.NONE),
                inventory.cuda().orElse(null),
                environments,
                CpuTorch.inAltered(environments, layout),
                inventory.facts().map(known -> known.facts().disk()).orElse(null),
                limits,
                now);
    }
}
