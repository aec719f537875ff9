package io.lamplighter.agent.nvml;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each error of each GPU was reported, and when last. The kernel's log and NVIDIA's library report the same
 * errors: the log counts where it can be read, for it has those from before the agent started.
 */
@Singleton
public final class XidCounts {
    private final InstantSource clock;
    private final Map<XidEvent, Count> counts = new ConcurrentHashMap<>();
    private volatile boolean logged;

    public XidCounts(InstantSource clock) {
        this.clock = clock;
    }

    /** One more, unless the kernel's log tells of it too. */
    public void countUnlessLogged(XidEvent event) {
        if (!logged) {
            count(event, clock.instant());
        }
    }

    /** From now on the kernel's log counts, which has what was counted until now. */
    public void leaveToKernelLog() {
        logged = true;
        counts.clear();
    }

    /** One more. */
    public void count(XidEvent event, Instant at) {
        counts.merge(event, new Count(1, at), (before, now) -> new Count(before.times + 1, now.last));
    }

    /** What was counted before. */
    public void restore(XidEvent event, Count count) {
        counts.put(event, count);
    }

    public Map<XidEvent, Count> all() {
        return Map.copyOf(counts);
    }

    /** What became of one error of one GPU. */
    public record Count(long times, Instant last) {}
}
