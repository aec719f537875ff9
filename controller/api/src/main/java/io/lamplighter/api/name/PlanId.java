package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** SHA-256 of a plan's serialized bytes, 64 hexadecimal digits. */
public record PlanId(@JsonValue String value) implements Comparable<PlanId> {
    private static final int SHORT_LENGTH = 12;

    /** The first twelve digits, as generations are named by them. */
    public String abbreviated() {
        return value.substring(0, SHORT_LENGTH);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlanId {
        Syntax.requireSha256(value);
    }

    @Override
    public int compareTo(PlanId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
