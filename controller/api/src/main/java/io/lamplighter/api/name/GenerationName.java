package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One built copy of an environment: the first twelve digits of its plan id, a dash and a number. */
public record GenerationName(@JsonValue String value) implements Comparable<GenerationName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GenerationName {
        Syntax.requireGenerationName(value);
    }

    @Override
    public int compareTo(GenerationName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
