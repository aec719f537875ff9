package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An environment variable that a spec may set: never one that changes how programs are found, loaded or connected. */
public record VariableName(@JsonValue String value) implements Comparable<VariableName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VariableName {
        Syntax.requireVariableName(value);
    }

    @Override
    public int compareTo(VariableName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
