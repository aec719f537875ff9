package io.lamplighter.agent.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Whose memory on GPUs is in use; nothing where nobody wants it told. */
final class UserMemoryMetrics implements Binder {
    private final Supplier<Map<String, Map<String, Long>>> byGpu;
    private final Series used;

    /** @param byGpu bytes by uuid and account */
    UserMemoryMetrics(MeterRegistry registry, Supplier<Map<String, Map<String, Long>>> byGpu) {
        this.byGpu = byGpu;
        used = Series.gauge(
                registry, "lamplighter.gpu.user.memory.used", "bytes", "Memory in use by processes of an account.");
    }

    @Override
    public void show() {
        Map<Tags, Double> values = new HashMap<>();
        byGpu.get()
                .forEach((uuid, users) -> users.forEach(
                        (user, bytes) -> values.put(Tags.of("uuid", uuid, "user", user), (double) bytes)));
        used.show(values);
    }
}
