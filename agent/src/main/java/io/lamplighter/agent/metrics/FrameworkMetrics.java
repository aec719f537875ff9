package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.health.TorchBuild;
import io.lamplighter.api.run.CheckResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** PyTorch in the environments: which build, and whether it was proved to compute on the GPUs. */
final class FrameworkMetrics implements Binder {
    private static final String TORCH = "torch";

    private final Supplier<List<EnvironmentStatus>> statuses;
    private final Series info;
    private final Series cuda;

    FrameworkMetrics(Page page, Supplier<List<EnvironmentStatus>> statuses) {
        this.statuses = statuses;
        info = Series.info(
                page,
                "lamplighter_environment_framework_info",
                "Framework build in an environment.",
                "environment",
                "framework",
                "version",
                "cuda_build");
        cuda = Series.gauge(
                page,
                "lamplighter_environment_cuda_available",
                "CUDA works in this Python environment.",
                "environment",
                "framework");
    }

    @Override
    public void show() {
        Map<List<String>, Double> builds = new LinkedHashMap<>();
        Map<List<String>, Double> works = new LinkedHashMap<>();
        for (EnvironmentStatus status : statuses.get()) {
            TorchBuild.of(status.installed()).ifPresent(torch -> {
                String environment = status.environment().value();
                builds.put(List.of(environment, TORCH, torch.version(), torch.cuda()), 1.0);
                proof(status.checks(), works, List.of(environment, TORCH));
            });
        }
        info.show(builds);
        cuda.show(works);
    }

    /** What could not be tried is not said. */
    private static void proof(List<CheckResult> checks, Map<List<String>, Double> works, List<String> framework) {
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
