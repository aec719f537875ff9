package io.lamplighter.api.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The error catalogue's id of a failure and, behind a colon, what tells two causes of it apart:
 * {@code RESOLVER_NO_CANDIDATE:numpy}.
 */
public record Signature(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Signature {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty signature");
        }
    }

    /** The error catalogue's id alone. */
    public String id() {
        int end = value.indexOf(':');
        return end < 0 ? value : value.substring(0, end);
    }

    @Override
    public String toString() {
        return value;
    }
}
