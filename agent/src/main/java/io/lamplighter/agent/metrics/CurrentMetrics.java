package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import io.lamplighter.agent.checkin.Contact;
import io.lamplighter.agent.checkin.Spool;
import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.health.Health;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.UserMemory;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The metrics as they are known when somebody asks for them. All of it is in memory and nobody is waited for: while
 * nobody asks, nothing is done.
 */
@Singleton
final class CurrentMetrics {
    private static final Logger LOG = Logger.getLogger(CurrentMetrics.class);

    private final ExpositionFormats formats = ExpositionFormats.init();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<Binder> binders;

    CurrentMetrics(
            Inventory inventory,
            UserMemory memory,
            XidCounts xids,
            Health health,
            Contact contact,
            Spool spool,
            Engine engine) {
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

    /** @param accept what the header of this name says; Prometheus' text for whoever says nothing */
    synchronized Page page(@Nullable String accept) {
        binders.forEach(CurrentMetrics::show);
        ExpositionFormatWriter format = formats.findWriter(accept);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            format.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no such errors
        }
        return new Page(format.getContentType(), text.toByteArray());
    }

    /** One that has a defect hides no other. */
    private static void show(Binder binder) {
        try {
            binder.show();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s has a defect", binder.getClass().getSimpleName());
        }
    }

    /** As it goes over the wire. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Page(String contentType, byte[] text) {}
}
