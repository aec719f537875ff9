package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import io.lamplighter.agent.checkin.Contact;
import io.lamplighter.agent.checkin.Spool;
import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.health.Health;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.UserMemory;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The metrics as they are known when somebody asks for them. All of it is in memory and nobody is waited for: while
 * nobody asks, nothing is done.
 */
@Singleton
@SuppressWarnings("deprecation") // it is the registry that the framework brings
final class CurrentMetrics {
    private static final Logger LOG = Logger.getLogger(CurrentMetrics.class);

    private final PrometheusMeterRegistry registry;
    private final List<Binder> binders;

    CurrentMetrics(
            PrometheusMeterRegistry registry,
            Inventory inventory,
            UserMemory memory,
            XidCounts xids,
            Health health,
            Contact contact,
            Spool spool,
            Engine engine) {
        this.registry = registry;
        binders = List.of(
                new BuildMetrics(registry, Build.THIS, System.getProperty("java.specification.version", "")),
                new ProbeMetrics(registry, inventory::probes),
                new NvidiaMetrics(registry, inventory::nvidia, () -> (int) inventory.expectedGpus().stream()
                        .filter(gpu -> !gpu.isReplaced())
                        .count()),
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
                new FrameworkMetrics(registry, engine::statuses),
                new PlacedToolkitMetrics(registry, engine::statuses));
    }

    /** In the format that this content type names. */
    synchronized String text(String contentType) {
        binders.forEach(CurrentMetrics::show);
        return registry.scrape(contentType);
    }

    /** One that has a defect hides no other. */
    private static void show(Binder binder) {
        try {
            binder.show();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s has a defect", binder.getClass().getSimpleName());
        }
    }
}
