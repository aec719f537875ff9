package io.lamplighter.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Single values as YAML's core schema reads them. */
final class YamlScalars {
    static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reading a number costs the square of its length, and none that is meant is longer. */
    private static final int LONGEST_NUMBER = 40;

    private YamlScalars() {}

    /** What is tagged as a number or a truth value and is none stays text, and is refused as that. */
    static JsonNode value(String text, Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return truth(text);
        }
        if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && text.length() <= LONGEST_NUMBER) {
            return number(text, tag);
        }
        return NODES.textNode(text);
    }

    private static JsonNode truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> NODES.textNode(text);
        };
    }

    private static JsonNode number(String text, Tag tag) {
        try {
            return tag.equals(Tag.INT) ? wholeNumber(text) : NODES.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return NODES.textNode(text);
        }
    }

    private static JsonNode wholeNumber(String text) {
        BigInteger number = text.startsWith("0o")
                ? new BigInteger(text.substring(2), 8)
                : text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
    }
}
