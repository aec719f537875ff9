package io.lamplighter.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard of Grafana as its file has it. */
record Dashboard(JsonNode json) {
    /**
     * A query of a panel.
     *
     * @param expression as Prometheus is asked when every machine and environment is chosen
     */
    record Query(String dashboard, String panel, String expression) {}

    static List<Dashboard> all() throws IOException {
        try (Stream<Path> files = Files.list(AlertRule.FOLDER.resolve("grafana/dashboards"))) {
            return files.sorted().map(Dashboard::read).toList();
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(Wire.mapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return json.path("uid").asText();
    }

    Stream<JsonNode> panels() {
        return json.path("panels").valueStream();
    }

    Stream<JsonNode> variables() {
        return json.at("/templating/list").valueStream();
    }

    /** Whether it shows the machine that somebody chose, and never several. */
    boolean isOfOneMachine() {
        return variables()
                .anyMatch(variable -> variable.path("name").asText().equals("machine")
                        && !variable.path("includeAll").asBoolean()
                        && !variable.path("multi").asBoolean());
    }

    /** What panels ask, without what Grafana alone understands. */
    Stream<Query> queries() {
        return panels().flatMap(this::queries);
    }

    /** What the panels that draw lines ask. */
    Stream<Query> lines() {
        return panels().filter(panel -> panel.path("type").asText().equals("timeseries"))
                .flatMap(this::queries);
    }

    private Stream<Query> queries(JsonNode panel) {
        return panel.path("targets")
                .valueStream()
                .map(target -> new Query(
                        name(),
                        panel.path("title").asText(),
                        target.path("expr")
                                .asText()
                                .replaceAll("\\$(machine|environment)", ".*")
                                .replace("$__range", "30m")));
    }
}
