package io.lamplighter.agent.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a probe does.
 *
 * @param source the probe, as the metrics call it
 * @param missing why there is no newer reading than the last good one; absent after a success
 * @param took the last attempt; absent before the first
 * @param lastSuccess absent before the first
 * @param failures by reason, each known reason from the start
 */
public record ProbeStatus(
        String source,
        @Nullable String missing,
        @Nullable Duration took,
        @Nullable Instant lastSuccess,
        Map<String, Long> failures) {
    public ProbeStatus {
        failures = Map.copyOf(failures);
    }

    /** Whether the last attempt succeeded. */
    public boolean succeeded() {
        return took != null && missing == null;
    }
}
