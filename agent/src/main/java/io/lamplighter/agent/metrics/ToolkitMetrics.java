package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.api.machine.CudaOnDisk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** CUDA toolkits on disk that people compile with, whoever put them there. */
final class ToolkitMetrics implements Binder {
    private final Supplier<Optional<FactsDocument>> facts;
    private final Series info;

    ToolkitMetrics(Page page, Supplier<Optional<FactsDocument>> facts) {
        this.facts = facts;
        info = Series.info(
                page, "lamplighter_cuda_toolkit_info", "Installed toolkits.", "version", "path", "default", "source");
    }

    @Override
    public void show() {
        Map<List<String>, Double> toolkits = new LinkedHashMap<>();
        CudaOnDisk cuda = facts.get().map(known -> known.facts().cuda()).orElse(null);
        if (cuda != null) {
            cuda.toolkits()
                    .forEach(toolkit -> toolkits.put(
                            List.of(
                                    toolkit.version(),
                                    toolkit.path(),
                                    String.valueOf(toolkit.usual()),
                                    toolkit.source()),
                            1.0));
        }
        info.show(toolkits);
    }
}
