package io.lamplighter.agent.metrics;

import java.util.function.LongSupplier;

/** What installers keep of what they fetched. */
final class CacheMetrics implements Binder {
    private final Series freed;
    private final LongSupplier freedBytes;

    CacheMetrics(Page page, LongSupplier freedBytes) {
        this.freed = Series.counter(
                page,
                "lamplighter_cache_freed_bytes_total",
                "Disk given back by removing what installers had fetched.");
        this.freedBytes = freedBytes;
    }

    @Override
    public void show() {
        freed.show((double) freedBytes.getAsLong());
    }
}
