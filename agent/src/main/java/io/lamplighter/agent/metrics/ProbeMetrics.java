package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.ProbeStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
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

    ProbeMetrics(Page page, Supplier<List<ProbeStatus>> probes) {
        this.probes = probes;
        success = Series.gauge(
                page, "lamplighter_probe_success", "Whether the last probe by this source succeeded.", "source");
        duration = Series.gauge(page, "lamplighter_probe_duration_seconds", "Wall time of the last probe.", "source");
        lastSuccess = Series.gauge(
                page,
                "lamplighter_probe_last_success_timestamp_seconds",
                "Unix time of the last successful probe.",
                "source");
        failures =
                Series.counter(page, "lamplighter_probe_failures_total", "Failed probes by cause.", "source", "reason");
    }

    @Override
    public void show() {
        Map<List<String>, Double> successes = new LinkedHashMap<>();
        Map<List<String>, Double> durations = new LinkedHashMap<>();
        Map<List<String>, Double> lastSuccesses = new LinkedHashMap<>();
        Map<List<String>, Double> failed = new LinkedHashMap<>();
        for (ProbeStatus probe : probes.get()) {
            List<String> source = List.of(probe.source());
            if (probe.took() != null) {
                successes.put(source, probe.succeeded() ? 1.0 : 0.0);
                durations.put(source, seconds(probe.took()));
            }
            if (probe.lastSuccess() != null) {
                lastSuccesses.put(source, Series.seconds(probe.lastSuccess()));
            }
            probe.failures()
                    .forEach((reason, count) -> failed.put(List.of(probe.source(), reason), count.doubleValue()));
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
