package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.api.machine.SourceReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sources as this machine sees them. */
final class SourceMetrics implements Binder {
    private final Supplier<Optional<FactsDocument>> facts;
    private final Series reachable;

    SourceMetrics(Page page, Supplier<Optional<FactsDocument>> facts) {
        this.facts = facts;
        reachable = Series.gauge(
                page, "lamplighter_source_reachable", "Whether a source answered the last look.", "source");
    }

    @Override
    public void show() {
        Map<List<String>, Double> sources = new LinkedHashMap<>();
        facts.get().ifPresent(known -> {
            for (SourceReading source : known.facts().sources()) {
                sources.put(List.of(source.name().value()), source.reachable() ? 1.0 : 0.0);
            }
        });
        reachable.show(sources);
    }
}
