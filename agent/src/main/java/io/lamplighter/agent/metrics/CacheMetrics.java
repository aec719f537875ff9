package io.lamplighter.agent.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** What installers keep of what they fetched. */
final class CacheMetrics implements Binder {
    private final Series freed;
    private final LongSupplier freedBytes;

    CacheMetrics(MeterRegistry registry, LongSupplier freedBytes) {
        this.freed = Series.counter(
                registry, "lamplighter.cache.freed.bytes", "Disk given back by removing what installers had fetched.");
        this.freedBytes = freedBytes;
    }

    @Override
    public void show() {
        freed.show((double) freedBytes.getAsLong());
    }
}
