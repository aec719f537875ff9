package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which CUDA and cuDNN the toolkits in use hold; how they stand is told as that of environments is. */
final class PlacedToolkitMetrics implements Binder {
    private final Supplier<List<EnvironmentStatus>> statuses;
    private final Series info;

    PlacedToolkitMetrics(Page page, Supplier<List<EnvironmentStatus>> statuses) {
        this.statuses = statuses;
        info = Series.info(
                page,
                "lamplighter_environment_toolkit_info",
                "CUDA and cuDNN of a toolkit that is in use.",
                "environment",
                "product",
                "version");
    }

    @Override
    public void show() {
        Map<List<String>, Double> products = new LinkedHashMap<>();
        for (EnvironmentStatus status : statuses.get()) {
            if (Toolkits.isProvedBy(status.checks())) {
                for (InstalledPackage each : status.installed()) {
                    products.put(List.of(status.environment().value(), each.name(), each.version()), 1.0);
                }
            }
        }
        info.show(products);
    }
}
