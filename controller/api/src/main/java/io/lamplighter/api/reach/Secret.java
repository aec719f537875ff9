package io.lamplighter.api.reach;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A text that is shown to nobody: a record that has one can be logged. */
public record Secret(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a secret is a text on one line, and not empty");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
