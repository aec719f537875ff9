package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in an operator's words what a schema has against a document. */
final class SchemaMistake {
    private static final JsonPointer ROOT = JsonPointer.empty();

    private final JsonNode schema;
    private final YamlDocument document;

    SchemaMistake(RecordSchema schema, YamlDocument document) {
        this.schema = schema.json();
        this.document = document;
    }

    void tell(Error error, Problems problems) {
        JsonNode rule = rule(error);
        JsonPointer at = pointer(error.getInstanceLocation());
        JsonNode value = error.getInstanceNode();
        Positions positions = document.positions();
        if (value != null && value.isNull() && rule.path(RecordSchemas.NULLABLE).asBoolean()) {
            return;
        }
        switch (error.getKeyword()) {
            case "additionalProperties" -> {
                JsonPointer field = at.appendProperty(error.getProperty());
                String message = KnownNames.ofFields(rule).refuse("field", error.getProperty());
                problems.add(positions.ofField(field), field, message);
            }
            case "required" ->
                problems.add(positions.ofField(at), at, "required field \"" + error.getProperty() + "\" is missing");
            case "propertyNames" -> {
                JsonPointer field = at.appendProperty(error.getProperty());
                problems.add(
                        positions.ofField(field),
                        field,
                        String.valueOf(error.getArguments()[error.getArguments().length - 1]));
            }
            case "enum" -> problems.add(positions.ofValue(at), at, enumeration(rule, value, at));
            case "type" -> problems.add(positions.ofValue(at), at, type(rule, value, at));
            case null, default -> problems.add(positions.ofValue(at), at, error.getMessage());
        }
    }

    private String enumeration(JsonNode rule, JsonNode value, JsonPointer at) {
        KnownNames names = KnownNames.ofValues(rule);
        return value.isTextual()
                ? names.refuse("value", value.textValue())
                : "expected " + names.choice() + ", found " + found(value, at);
    }

    private String type(JsonNode rule, JsonNode value, JsonPointer at) {
        List<String> types = types(rule);
        return "expected " + types.stream().map(SchemaMistake::expected).collect(Collectors.joining(" or "))
                + ", found " + found(value, at) + advice(types.getFirst(), value, at);
    }

    private static List<String> types(JsonNode rule) {
        JsonNode type = rule.path("type");
        if (!type.isArray()) {
            return List.of(type.asText());
        }
        List<String> types = new ArrayList<>();
        type.forEach(each -> types.add(each.asText()));
        return types;
    }

    private static String expected(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a mapping";
            default -> type;
        };
    }

    private String found(JsonNode value, JsonPointer at) {
        return switch (value.getNodeType()) {
            case STRING -> "the text \"" + value.textValue() + "\"";
            case NUMBER -> "the number " + spelling(value, at);
            case BOOLEAN -> spelling(value, at);
            case ARRAY -> "a list";
            case OBJECT, POJO -> "a mapping";
            case NULL, MISSING -> "nothing";
            case BINARY -> "binary data";
        };
    }

    private String advice(String type, JsonNode value, JsonPointer at) {
        if (type.equals("string") && (value.isNumber() || value.isBoolean())) {
            return "; quotes are missing, write \"" + spelling(value, at) + "\"";
        }
        if (type.equals("array") && value.isValueNode() && !value.isNull()) {
            return "; write [" + spelling(value, at) + "]";
        }
        return value.isTextual() && isUnquoted(type, value.textValue()) ? "; leave the quotes out" : "";
    }

    private static boolean isUnquoted(String type, String text) {
        return switch (type) {
            case "boolean" -> text.equals("true") || text.equals("false");
            case "integer" -> text.matches("-?\\d{1,18}");
            default -> false;
        };
    }

    private String spelling(JsonNode value, JsonPointer at) {
        return document.positions().spelling(at).orElse(value.asText());
    }

    /** The schema that the failed keyword belongs to. */
    private JsonNode rule(Error error) {
        return schema.at(pointer(error.getSchemaLocation().getFragment()).head());
    }

    private static JsonPointer pointer(NodePath path) {
        JsonPointer pointer = ROOT;
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer = path.getElement(i) instanceof Integer index
                    ? pointer.appendIndex(index)
                    : pointer.appendProperty(path.getName(i));
        }
        return pointer;
    }
}
