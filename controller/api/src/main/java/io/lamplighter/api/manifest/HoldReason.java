package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why a machine is held: one line of at most 120 characters, which is shown wherever the machine is. */
public record HoldReason(@JsonValue String text) {
    private static final int LONGEST = 120;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldReason {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "reason is one line of 1 to " + LONGEST + " characters; found \"" + text + "\"");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
