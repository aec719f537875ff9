package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a selector asks of one label: {@code b12}, {@code [b12, b13]}, or a mapping of {@code in}, {@code notIn} and
 * {@code exists}, of which all that are written must hold. As in Kubernetes, {@code notIn} holds of a machine without
 * the label.
 *
 * @param in empty where any value will do
 * @param notIn empty where none is excluded
 * @param exists whether the label must be there, or must not; absent where it need not be said
 */
@TextOrMapping(LabelTest.Mapping.class)
public record LabelTest(
        List<String> in, List<String> notIn, @Nullable Boolean exists) {
    /** As a manifest may write it. */
    record Mapping(
            @Nullable List<String> in,
            @Nullable List<String> notIn,
            @Nullable Boolean exists) {}

    public LabelTest {
        in = List.copyOf(in);
        notIn = List.copyOf(notIn);
        if (Stream.of(in, notIn).flatMap(List::stream).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a label has no empty value; write {exists: false} for its absence");
        }
        if (Boolean.FALSE.equals(exists) && !(in.isEmpty() && notIn.isEmpty())) {
            throw new IllegalArgumentException("a label that must not be there has no values to choose from");
        }
    }

    /** The label must have this value. */
    public static LabelTest is(String value) {
        return new LabelTest(List.of(value), List.of(), null);
    }

    /**
     * Reads a text, a list or a mapping.
     *
     * @throws IllegalArgumentException for a set without values, or for nothing asked
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LabelTest of(JsonNode json) {
        if (json.isTextual()) {
            return is(json.textValue());
        }
        if (json.isArray()) {
            return new LabelTest(values(json, "the list"), List.of(), null);
        }
        if (json.isEmpty()) {
            throw new IllegalArgumentException("nothing is asked of the label; write a value, a list of values,"
                    + " {notIn: [...]} or {exists: true}");
        }
        return new LabelTest(
                json.has("in") ? values(json.get("in"), "in") : List.of(),
                json.has("notIn") ? values(json.get("notIn"), "notIn") : List.of(),
                json.has("exists") ? json.get("exists").booleanValue() : null);
    }

    private static List<String> values(JsonNode list, String what) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText()));
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + " names no value; write {exists: true} for any");
        }
        return values;
    }

    /** Whether it holds of a label with these values; a label that is not there has none. */
    boolean holds(Collection<String> values) {
        return (in.isEmpty() || !Collections.disjoint(in, values))
                && Collections.disjoint(notIn, values)
                && (exists == null || exists != values.isEmpty());
    }

    /** As it is written, the shortest way. */
    @JsonValue
    public Object json() {
        if (notIn.isEmpty() && exists == null) {
            return in.size() == 1 ? in.getFirst() : in;
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        if (!in.isEmpty()) {
            mapping.put("in", in);
        }
        if (!notIn.isEmpty()) {
            mapping.put("notIn", notIn);
        }
        if (exists != null) {
            mapping.put("exists", exists);
        }
        return mapping;
    }

    /** In kubectl's words: {@code room=b12}, {@code room in (b12, b13)}, {@code room notin (b14)}, {@code !spare}. */
    String of(String label) {
        if (in.size() == 1 && notIn.isEmpty() && exists == null) {
            return label + "=" + in.getFirst();
        }
        return Stream.of(
                        in.isEmpty() ? "" : label + " in " + listed(in),
                        notIn.isEmpty() ? "" : label + " notin " + listed(notIn),
                        exists == null ? "" : exists ? label : "!" + label)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","));
    }

    private static String listed(List<String> values) {
        return "(" + String.join(", ", values) + ")";
    }
}
