package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import java.util.List;
import java.util.Map;

/** Which agent this is. */
final class BuildMetrics implements Binder {
    private final Series info;
    private final List<String> build;

    BuildMetrics(Page page, Build build, String java) {
        info = Series.info(page, "lamplighter_build_info", "Version of the agent.", "version", "revision", "java");
        this.build = List.of(build.version(), build.revision(), java);
    }

    @Override
    public void show() {
        info.show(Map.of(build, 1.0));
    }
}
