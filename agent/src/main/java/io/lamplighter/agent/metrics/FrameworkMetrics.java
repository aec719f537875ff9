package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyTorch in the environments: which build, and whether it was proved to compute on the GPUs. */
final class FrameworkMetrics implements Binder {
    private static final String TORCH = "torch";

    /** {@code 2.10.0+cu126}: the last digit is CUDA's minor version. */
    private static final Pattern CUDA_BUILD = Pattern.compile("([^+]+)\\+cu(\\d+)(\\d)");

    private static final Pattern OTHER_BUILD = Pattern.compile("([^+]+)(\\+.*)?");

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
            status.installed().stream()
                    .filter(each -> each.name().equals(TORCH))
                    .findFirst()
                    .ifPresent(torch -> {
                        Tags framework =
                                Tags.of("environment", status.environment().value(), "framework", TORCH);
                        builds.put(framework.and(build(torch)), 1.0);
                        proof(status.checks(), works, framework);
                    });
        }
        info.show(builds);
        cuda.show(works);
    }

    private static Tags build(InstalledPackage torch) {
        Matcher withCuda = CUDA_BUILD.matcher(torch.version());
        if (withCuda.matches()) {
            return Tags.of("version", withCuda.group(1), "cuda_build", withCuda.group(2) + "." + withCuda.group(3));
        }
        Matcher other = OTHER_BUILD.matcher(torch.version());
        return Tags.of("version", other.matches() ? other.group(1) : torch.version(), "cuda_build", "");
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
