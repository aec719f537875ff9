package io.lamplighter.agent.metrics;

import io.lamplighter.agent.health.HealthChecks;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.probe.NvidiaReading;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Errors that the driver reports of GPUs. The critical ones are counted from zero for each GPU that is known. */
final class XidMetrics implements Binder {
    private final Supplier<Optional<NvidiaReading>> known;
    private final Supplier<Map<XidEvent, Count>> counts;
    private final Series errors;
    private final Series last;

    XidMetrics(MeterRegistry registry, Supplier<Optional<NvidiaReading>> known, Supplier<Map<XidEvent, Count>> counts) {
        this.known = known;
        this.counts = counts;
        errors = Series.counter(registry, "lamplighter.gpu.xid.errors", "Xid events.");
        last = Series.gauge(registry, "lamplighter.gpu.xid.last.timestamp", "seconds", "Time of last Xid.");
    }

    @Override
    public void show() {
        Map<Tags, Double> times = new HashMap<>();
        Map<Tags, Double> latest = new HashMap<>();
        known.get()
                .map(NvidiaReading::gpus)
                .orElse(List.of())
                .forEach(gpu -> HealthChecks.CRITICAL_XIDS.forEach(
                        xid -> times.put(tags(new XidEvent(gpu.gpu().uuid(), xid)), 0.0)));
        counts.get().forEach((event, count) -> {
            times.put(tags(event), (double) count.times());
            latest.put(tags(event), Series.seconds(count.last()));
        });
        errors.show(times);
        last.show(latest);
    }

    private static Tags tags(XidEvent event) {
        return Tags.of("uuid", event.uuid(), "xid", String.valueOf(event.xid()));
    }
}
