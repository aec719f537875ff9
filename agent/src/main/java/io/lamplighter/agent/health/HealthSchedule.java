package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.Inventory;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Judges what was read, as often as the GPUs are read. */
@Singleton
final class HealthSchedule {
    private final Health health;

    HealthSchedule(Health health) {
        this.health = health;
    }

    @Scheduled(every = "{lamplighter.telemetry.gpu-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void judge() {
        health.judge();
    }

    /** What cannot be meant stops the start, before anything is judged by it. */
    void check(@Observes StartupEvent starting, HealthConfig config) {
        ConfiguredLimits.of(config);
    }

    @Produces
    @Singleton
    static Health health(Inventory inventory, XidCounts xids, Engine engine, HealthConfig config, InstantSource clock) {
        HealthLimits limits = ConfiguredLimits.of(config);
        return new Health(() -> new Evidence(
                inventory.nvidia().orElse(null),
                inventory.gpus().orElse(null),
                inventory.expectedGpus().orElse(null),
                xids.all(),
                inventory.signs().orElse(HostSigns.NONE),
                inventory.cuda().orElse(null),
                engine.statuses(),
                inventory.facts().map(known -> known.facts().disk()).orElse(null),
                limits,
                clock.instant()));
    }
}
