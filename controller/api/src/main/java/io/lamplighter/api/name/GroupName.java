package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a group of machines. */
public record GroupName(@JsonValue String value) implements Comparable<GroupName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GroupName {
        Syntax.requireManifestName(value);
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
