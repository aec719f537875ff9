package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** SHA-256 of a lock's serialized bytes, 64 hexadecimal digits. */
public record LockDigest(@JsonValue String value) {
    private static final int SHORT_LENGTH = 12;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LockDigest {
        Syntax.requireSha256(value);
    }

    /** The first twelve digits, for people. */
    public String abbreviated() {
        return value.substring(0, SHORT_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
