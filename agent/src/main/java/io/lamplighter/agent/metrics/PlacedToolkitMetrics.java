package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which CUDA and cuDNN the toolkits in use hold; how they stand is told as that of environments is. */
final class PlacedToolkitMetrics implements Binder {
    private final Supplier<List<EnvironmentStatus>> statuses;
    private final Series info;

    PlacedToolkitMetrics(MeterRegistry registry, Supplier<List<EnvironmentStatus>> statuses) {
        this.statuses = statuses;
        info = Series.gauge(
                registry, "lamplighter.environment.toolkit.info", "CUDA and cuDNN of a toolkit that is in use.");
    }

    @Override
    public void show() {
        Map<Tags, Double> products = new HashMap<>();
        for (EnvironmentStatus status : statuses.get()) {
            if (Toolkits.isProvedBy(status.checks())) {
                for (InstalledPackage each : status.installed()) {
                    Tags tags = Tags.of(
                            "environment",
                            status.environment().value(),
                            "product",
                            each.name(),
                            "version",
                            each.version());
                    products.put(tags, 1.0);
                }
            }
        }
        info.show(products);
    }
}
