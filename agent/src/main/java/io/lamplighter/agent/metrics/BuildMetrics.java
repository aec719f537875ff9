package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;

/** Which agent this is. */
final class BuildMetrics implements Binder {
    private final Series info;
    private final Tags tags;

    BuildMetrics(MeterRegistry registry, Build build, String java) {
        info = Series.gauge(registry, "lamplighter.build.info", "Version of the agent.");
        tags = Tags.of("version", build.version(), "revision", build.revision(), "java", java);
    }

    @Override
    public void show() {
        info.show(Map.of(tags, 1.0));
    }
}
