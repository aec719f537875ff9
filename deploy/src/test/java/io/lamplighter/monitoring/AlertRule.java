package io.lamplighter.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An alert as {@code rules/lamplighter.yml} has it.
 *
 * @param held for how long before it fires; empty: at once
 */
public record AlertRule(String name, String expression, String held, String severity, Map<String, String> annotations) {
    static final Path FOLDER = Path.of("monitoring");

    public AlertRule {
        annotations = Map.copyOf(annotations);
    }

    /** All of them, in the order of the file. */
    public static List<AlertRule> all() throws IOException {
        return rules("alert").map(AlertRule::of).toList();
    }

    /** What rules record for others, by name, and its expression. */
    static Map<String, String> recorded() throws IOException {
        return rules("record")
                .collect(Collectors.toMap(
                        rule -> rule.path("record").asText(),
                        rule -> rule.path("expr").asText()));
    }

    /** Every expression, of alerts and of what is recorded. */
    static List<String> expressions() throws IOException {
        return rules("expr").map(rule -> rule.path("expr").asText()).toList();
    }

    public String annotation(String name) {
        return annotations.getOrDefault(name, "");
    }

    private static AlertRule of(JsonNode rule) {
        return new AlertRule(
                rule.path("alert").asText(),
                rule.path("expr").asText(),
                rule.path("for").asText(),
                rule.at("/labels/severity").asText(),
                rule.path("annotations")
                        .propertyStream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                annotation -> annotation.getValue().asText())));
    }

    private static Stream<JsonNode> rules(String having) throws IOException {
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(FOLDER.resolve("rules/lamplighter.yml")));
        return Wire.mapper()
                .valueToTree(yaml)
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .filter(rule -> rule.has(having));
    }
}
