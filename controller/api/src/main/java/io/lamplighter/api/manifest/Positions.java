package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where each value and each field of a document stands, and how numbers were written. */
final class Positions {
    private final Map<JsonPointer, Place> values = new HashMap<>();
    private final Map<JsonPointer, Place> fields = new HashMap<>();
    private final Map<JsonPointer, String> spellings = new HashMap<>();

    void value(JsonPointer pointer, Place place) {
        values.put(pointer, place);
    }

    void field(JsonPointer pointer, Place place) {
        fields.put(pointer, place);
    }

    void spelling(JsonPointer pointer, String text) {
        spellings.put(pointer, text);
    }

    /**
     * Where a value begins; the nearest enclosing one where it has no place of its own, being filled in or repeated.
     */
    Place ofValue(JsonPointer pointer) {
        JsonPointer nearest = pointer;
        while (!values.containsKey(nearest) && !nearest.matches()) {
            nearest = nearest.head();
        }
        return values.getOrDefault(nearest, Place.START);
    }

    /** Where the name of a field stands; where the value does, if it has none, like an entry of a list. */
    Place ofField(JsonPointer pointer) {
        Place place = fields.get(pointer);
        return place == null ? ofValue(pointer) : place;
    }

    /** A number as it was written: {@code 3.10} is no longer seen in its value. */
    Optional<String> spelling(JsonPointer pointer) {
        return Optional.ofNullable(spellings.get(pointer));
    }
}
