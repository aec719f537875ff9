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

    @Override
    public String toString() {
        return value;
    }
}
