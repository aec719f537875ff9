package io.lamplighter.agent.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whose memory on GPUs is in use; nothing where nobody wants it told. */
final class UserMemoryMetrics implements Binder {
    private final Supplier<Map<String, Map<String, Long>>> byGpu;
    private final Series used;

    /** @param byGpu bytes by uuid and account */
    UserMemoryMetrics(Page page, Supplier<Map<String, Map<String, Long>>> byGpu) {
        this.byGpu = byGpu;
        used = Series.gauge(
                page,
                "lamplighter_gpu_user_memory_used_bytes",
                "Memory in use by processes of an account.",
                "uuid",
                "user");
    }

    @Override
    public void show() {
        Map<List<String>, Double> values = new LinkedHashMap<>();
        byGpu.get()
                .forEach((uuid, users) ->
                        users.forEach((user, bytes) -> values.put(List.of(uuid, user), (double) bytes)));
        used.show(values);
    }
}
