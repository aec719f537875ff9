package io.lamplighter.planner;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of a catalog as YAML and nothing more. */
record YamlRows(Map<String, JsonNode> files) {
    static YamlRows of(Map<String, String> texts) {
        return new YamlRows(texts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        file -> Wire.mapper()
                                .valueToTree(
                                        new Load(LoadSettings.builder().build()).loadFromString(file.getValue())))));
    }

    JsonNode list(String file, String list) {
        return Objects.requireNonNull(files.get(file), file).get(list);
    }

    List<JsonNode> on(String file, String list, String platform) {
        return on(platform, list(file, list)).toList();
    }

    static Stream<JsonNode> on(String platform, JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.get("platform").asText().equals(platform));
    }

    static JsonNode one(JsonNode rows, String key, String value) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.get(key).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + key + " " + value));
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static List<String> texts(JsonNode rows, String key) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(key).asText())
                .toList();
    }
}
