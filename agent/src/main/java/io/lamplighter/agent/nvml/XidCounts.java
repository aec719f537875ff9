package io.lamplighter.agent.nvml;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each error of each GPU was reported since this process started, and when last. */
@Singleton
public final class XidCounts {
    private final InstantSource clock;
    private final Map<XidEvent, Count> counts = new ConcurrentHashMap<>();

    public XidCounts(InstantSource clock) {
        this.clock = clock;
    }

    /** One more. */
    public void count(XidEvent event) {
        counts.merge(event, new Count(1, clock.instant()), (before, now) -> new Count(before.times + 1, now.last));
    }

    public Map<XidEvent, Count> all() {
        return Map.copyOf(counts);
    }

    /** What became of one error of one GPU. */
    public record Count(long times, Instant last) {}
}
