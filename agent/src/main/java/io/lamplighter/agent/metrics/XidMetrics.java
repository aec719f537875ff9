package io.lamplighter.agent.metrics;

import io.lamplighter.agent.health.HealthChecks;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.probe.NvidiaReading;
import java.util.LinkedHashMap;
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

    XidMetrics(Page page, Supplier<Optional<NvidiaReading>> known, Supplier<Map<XidEvent, Count>> counts) {
        this.known = known;
        this.counts = counts;
        errors = Series.counter(page, "lamplighter_gpu_xid_errors_total", "Xid events.", "uuid", "xid");
        last = Series.gauge(page, "lamplighter_gpu_xid_last_timestamp_seconds", "Time of last Xid.", "uuid", "xid");
    }

    @Override
    public void show() {
        Map<List<String>, Double> times = new LinkedHashMap<>();
        Map<List<String>, Double> latest = new LinkedHashMap<>();
        known.get()
                .map(NvidiaReading::gpus)
                .orElse(List.of())
                .forEach(gpu -> HealthChecks.CRITICAL_XIDS.forEach(
                        xid -> times.put(labels(new XidEvent(gpu.gpu().uuid(), xid)), 0.0)));
        counts.get().forEach((event, count) -> {
            times.put(labels(event), (double) count.times());
            latest.put(labels(event), Series.seconds(count.last()));
        });
        errors.show(times);
        last.show(latest);
    }

    private static List<String> labels(XidEvent event) {
        return List.of(event.uuid(), String.valueOf(event.xid()));
    }
}
