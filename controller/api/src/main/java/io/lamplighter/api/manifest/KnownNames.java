package io.lamplighter.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names that may stand at a place.
 *
 * @param now of this version
 * @param later of the design, but not of this version
 */
record KnownNames(List<String> now, List<String> later) {
    KnownNames {
        now = List.copyOf(now);
        later = List.copyOf(later);
    }

    static KnownNames ofFields(JsonNode schema) {
        List<String> fields = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        return new KnownNames(fields, texts(schema.path(RecordSchemas.LATER)));
    }

    static KnownNames ofValues(JsonNode schema) {
        return new KnownNames(texts(schema.path("enum")), texts(schema.path(RecordSchemas.LATER)));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** @param what a field, a value or a kind */
    String refuse(String what, String found) {
        if (later.contains(found)) {
            return "\"" + found + "\" is not in this version";
        }
        List<String> all = Stream.concat(now.stream(), later.stream()).toList();
        return "unknown " + what + " \"" + found + "\"; "
                + NearestName.of(found, all).map(this::guess).orElseGet(this::list);
    }

    /** As part of a sentence: {@code one of pip, conda}. */
    String choice() {
        return (now.size() == 1 ? "" : "one of ") + String.join(", ", now);
    }

    private String guess(String nearest) {
        return "did you mean \"" + nearest + "\"?" + (later.contains(nearest) ? " That is not in this version" : "");
    }

    private String list() {
        return switch (now.size()) {
            case 0 -> "there is none here";
            case 1 -> "there is only " + now.getFirst();
            default -> "there are " + String.join(", ", now);
        };
    }
}
