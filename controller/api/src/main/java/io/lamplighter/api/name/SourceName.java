package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a source of packages, as environments list it. */
public record SourceName(@JsonValue String value) implements Comparable<SourceName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SourceName {
        Syntax.requireManifestName(value);
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
