package io.lamplighter.api.view;

import java.util.List;
import java.util.Map;

/**
 * Machines as Prometheus' HTTP service discovery wants them.
 *
 * @param targets {@code host:port} of each
 * @param labels of all of them: {@code machine}, and {@code __meta_lamplighter_…} for relabelling
 * @see <a href="https://prometheus.io/docs/prometheus/latest/http_sd/">Prometheus: writing HTTP service discovery</a>
 */
public record ScrapeTargets(List<String> targets, Map<String, String> labels) {
    public ScrapeTargets {
        targets = List.copyOf(targets);
        labels = Map.copyOf(labels);
    }
}
