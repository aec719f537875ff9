package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;

/** Which agent this is. */
final class BuildMetrics implements Binder {
    private final Series info;
    private final List<String> build;

    BuildMetrics(PrometheusRegistry registry, Build build, String java) {
        info = Series.info(registry, "lamplighter_build_info", "Version of the agent.", "version", "revision", "java");
        this.build = List.of(build.version(), build.revision(), java);
    }

    @Override
    public void show() {
        info.show(Map.of(build, 1.0));
    }
}
