package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of an environment, which is also the name of its folder and of its launchers. */
public record EnvironmentName(@JsonValue String value) implements Comparable<EnvironmentName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnvironmentName {
        Syntax.requireManifestName(value);
    }

    @Override
    public int compareTo(EnvironmentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
