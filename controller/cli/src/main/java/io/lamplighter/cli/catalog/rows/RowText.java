package io.lamplighter.cli.catalog.rows;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.util.regex.Pattern;

/** A row as catalogs write it: {@code {platform: linux-x86_64, pythons: ["3.12"]}}. */
final class RowText {
    /** A text that YAML takes for nothing else; any other stands in quotes, as JSON has it. */
    private static final Pattern PLAIN = Pattern.compile("(?!(?:null|true|false|yes|no|on|off)$)[a-z][a-z0-9_-]*");

    private RowText() {}

    static String of(Object row) {
        return text(Wire.mapper().valueToTree(row));
    }

    static String quoted(String text) {
        return Wire.mapper().getNodeFactory().textNode(text).toString();
    }

    private static String text(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> field.getKey() + ": " + text(field.getValue()))
                    .collect(joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(RowText::text).collect(joining(", ", "[", "]"));
        }
        return value.isTextual() && PLAIN.matcher(value.textValue()).matches() ? value.textValue() : value.toString();
    }
}
