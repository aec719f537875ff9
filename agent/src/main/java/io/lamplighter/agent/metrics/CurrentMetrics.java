package io.lamplighter.agent.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import jakarta.inject.Singleton;
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
    private final Page page = new Page();
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
                new BuildMetrics(page, Build.THIS, System.getProperty("java.specification.version", "")),
                new ProbeMetrics(page, inventory::probes),
                new NvidiaMetrics(page, inventory::nvidia, () -> (int) inventory.expectedGpus().stream()
                        .filter(gpu -> !gpu.isReplaced())
                        .count()),
                new GpuMetrics(page, inventory::gpus),
                new UserMemoryMetrics(page, memory::byGpu),
                new XidMetrics(page, inventory::nvidia, xids::all),
                new HealthMetrics(
                        page, health::findings, inventory::gpus, inventory::nvidia, inventory::cuda, inventory::signs),
                new SourceMetrics(page, inventory::facts),
                new ToolkitMetrics(page, inventory::facts),
                new CheckinMetrics(page, contact::last, spool::size),
                new EnvironmentMetrics(page, engine::statuses),
                new CacheMetrics(page, engine::freedCacheBytes),
                new FrameworkMetrics(page, engine::statuses),
                new PlacedToolkitMetrics(page, engine::statuses));
    }

    /** @param accept what the header of this name says; Prometheus' text for whoever says nothing */
    synchronized Response respond(@Nullable String accept) {
        binders.forEach(CurrentMetrics::show);
        ExpositionFormatWriter format = formats.findWriter(accept);
        return new Response(format.getContentType(), page.text(format).getBytes(UTF_8));
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
    record Response(String contentType, byte[] text) {}
}
