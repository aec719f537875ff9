package io.lamplighter.agent.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;

/** Which agent this is. */
final class BuildMetrics implements Binder {
    private final Series info;
    private final Tags build;

    BuildMetrics(MeterRegistry registry, String version, String java) {
        info = Series.gauge(registry, "lamplighter.build.info", "Version of the agent.");
        build = Tags.of("version", version, "java", java);
    }

    @Override
    public void show() {
        info.show(Map.of(build, 1.0));
    }
}
