package io.lamplighter.agent.health;

import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.Inventory;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
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

    @Produces
    @Singleton
    static Health health(Inventory inventory, XidCounts xids, InstantSource clock) {
        return new Health(() -> new Evidence(
                inventory.nvidia().orElse(null),
                inventory.gpus().orElse(null),
                inventory.expectedGpus().orElse(null),
                xids.all(),
                inventory.signs().orElse(HostSigns.NONE),
                clock.instant()));
    }
}
