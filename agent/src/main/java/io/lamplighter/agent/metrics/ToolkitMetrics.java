package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.api.machine.CudaOnDisk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** CUDA toolkits on disk that people compile with, whoever put them there. */
final class ToolkitMetrics implements Binder {
    private final Supplier<Optional<FactsDocument>> facts;
    private final Series info;

    ToolkitMetrics(MeterRegistry registry, Supplier<Optional<FactsDocument>> facts) {
        this.facts = facts;
        info = Series.gauge(registry, "lamplighter.cuda.toolkit.info", "Installed toolkits.");
    }

    @Override
    public void show() {
        Map<Tags, Double> toolkits = new HashMap<>();
        CudaOnDisk cuda = facts.get().map(known -> known.facts().cuda()).orElse(null);
        if (cuda != null) {
            cuda.toolkits()
                    .forEach(toolkit -> toolkits.put(
                            Tags.of(
                                    "version",
                                    toolkit.version(),
                                    "path",
                                    toolkit.path(),
                                    "default",
                                    String.valueOf(toolkit.usual()),
                                    "source",
                                    toolkit.source()),
                            1.0));
        }
        info.show(toolkits);
    }
}
