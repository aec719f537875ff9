package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.ProbeStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How the probes do. */
final class ProbeMetrics implements Binder {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Supplier<List<ProbeStatus>> probes;
    private final Series success;
    private final Series duration;
    private final Series lastSuccess;
    private final Series failures;

    ProbeMetrics(MeterRegistry registry, Supplier<List<ProbeStatus>> probes) {
        this.probes = probes;
        success =
                Series.gauge(registry, "lamplighter.probe.success", "Whether the last probe by this source succeeded.");
        duration = Series.gauge(registry, "lamplighter.probe.duration", "seconds", "Wall time of the last probe.");
        lastSuccess = Series.gauge(
                registry,
                "lamplighter.probe.last.success.timestamp",
                "seconds",
                "Unix time of the last successful probe.");
        failures = Series.counter(registry, "lamplighter.probe.failures", "Failed probes by cause.");
    }

    @Override
    public void show() {
        Map<Tags, Double> successes = new HashMap<>();
        Map<Tags, Double> durations = new HashMap<>();
        Map<Tags, Double> lastSuccesses = new HashMap<>();
        Map<Tags, Double> failed = new HashMap<>();
        for (ProbeStatus probe : probes.get()) {
            Tags source = Tags.of("source", probe.source());
            if (probe.took() != null) {
                successes.put(source, probe.succeeded() ? 1.0 : 0.0);
                durations.put(source, seconds(probe.took()));
            }
            if (probe.lastSuccess() != null) {
                lastSuccesses.put(source, Series.seconds(probe.lastSuccess()));
            }
            probe.failures().forEach((reason, count) -> failed.put(source.and("reason", reason), count.doubleValue()));
        }
        success.show(successes);
        duration.show(durations);
        lastSuccess.show(lastSuccesses);
        failures.show(failed);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
