package io.lamplighter.agent.metrics;

import io.lamplighter.agent.checkin.Contact;
import io.lamplighter.agent.checkin.Spool;
import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.health.Health;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.UserMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Brings the metrics up to what is known, so that a scrape finds everything in memory. */
@Singleton
final class MetricsSchedule {
    private final List<Binder> binders;

    MetricsSchedule(
            MeterRegistry registry,
            Inventory inventory,
            UserMemory memory,
            XidCounts xids,
            Health health,
            Contact contact,
            Spool spool,
            Engine engine,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        binders = List.of(
                new BuildMetrics(registry, version, System.getProperty("java.specification.version", "")),
                new ProbeMetrics(registry, inventory::probes),
                new NvidiaMetrics(
                        registry,
                        inventory::nvidia,
                        () -> inventory.expectedGpus().size()),
                new GpuMetrics(registry, inventory::gpus),
                new UserMemoryMetrics(registry, memory::byGpu),
                new XidMetrics(registry, inventory::nvidia, xids::all),
                new HealthMetrics(
                        registry,
                        health::findings,
                        inventory::gpus,
                        inventory::nvidia,
                        inventory::cuda,
                        inventory::signs),
                new SourceMetrics(registry, inventory::facts),
                new ToolkitMetrics(registry, inventory::facts),
                new CheckinMetrics(registry, contact::last, spool::size),
                new EnvironmentMetrics(registry, engine::statuses),
                new CacheMetrics(registry, engine::freedCacheBytes),
                new FrameworkMetrics(registry, engine::statuses));
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void show() {
        binders.forEach(Binder::show);
    }
}
