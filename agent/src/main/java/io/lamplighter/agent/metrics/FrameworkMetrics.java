package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.health.TorchBuild;
import io.lamplighter.api.run.CheckResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** PyTorch in the environments: which build, and whether it was proved to compute on the GPUs. */
final class FrameworkMetrics implements Binder {
    private static final String TORCH = "torch";

    private final Supplier<List<EnvironmentStatus>> statuses;
    private final Series info;
    private final Series cuda;

    FrameworkMetrics(MeterRegistry registry, Supplier<List<EnvironmentStatus>> statuses) {
        this.statuses = statuses;
        info = Series.gauge(registry, "lamplighter.environment.framework.info", "Framework build in an environment.");
        cuda = Series.gauge(
                registry, "lamplighter.environment.cuda.available", "CUDA works in this Python environment.");
    }

    @Override
    public void show() {
        Map<Tags, Double> builds = new HashMap<>();
        Map<Tags, Double> works = new HashMap<>();
        for (EnvironmentStatus status : statuses.get()) {
            TorchBuild.of(status.installed()).ifPresent(torch -> {
                Tags framework = Tags.of("environment", status.environment().value(), "framework", TORCH);
                builds.put(framework.and("version", torch.version(), "cuda_build", torch.cuda()), 1.0);
                proof(status.checks(), works, framework);
            });
        }
        info.show(builds);
        cuda.show(works);
    }

    /** What could not be tried is not said. */
    private static void proof(List<CheckResult> checks, Map<Tags, Double> works, Tags framework) {
        for (CheckResult check : checks) {
            if (check.check().equals("cuda")) {
                switch (check.result()) {
                    case PASSED -> works.put(framework, 1.0);
                    case FAILED -> works.put(framework, 0.0);
                    case INCONCLUSIVE, NOT_APPLICABLE, UNKNOWN -> {}
                }
            }
        }
    }
}
