package io.lamplighter.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What need not be written: filled in when a manifest is read, left out when one is written. */
final class SchemaDefaults {
    private SchemaDefaults() {}

    /** Sets every field that is absent and has a default, in the tree itself. */
    static void fillIn(JsonNode schema, JsonNode value) {
        for (var property : schema.path("properties").properties()) {
            JsonNode standard = property.getValue().get(RecordSchemas.DEFAULT);
            if (standard != null && value instanceof ObjectNode object && !object.has(property.getKey())) {
                object.set(property.getKey(), standard.deepCopy());
            }
            fillIn(property.getValue(), value.path(property.getKey()));
        }
        JsonNode each = value.isArray() ? schema.path("items") : schema.path("additionalProperties");
        if (each.isObject()) {
            value.forEach(child -> fillIn(each, child));
        }
    }

    /** Removes empty lists and mappings where reading would put them back. */
    static void leaveOutEmpty(JsonNode schema, JsonNode value) {
        for (var property : schema.path("properties").properties()) {
            JsonNode child = value.path(property.getKey());
            leaveOutEmpty(property.getValue(), child);
            boolean empty = child.isContainerNode() && child.isEmpty();
            if (empty && child.equals(property.getValue().get(RecordSchemas.DEFAULT))) {
                ((ObjectNode) value).remove(property.getKey());
            }
        }
    }
}
