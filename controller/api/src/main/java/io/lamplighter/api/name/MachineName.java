package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of an enrolled machine: a host name in lower case, at most 63 characters. */
public record MachineName(@JsonValue String value) implements Comparable<MachineName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MachineName {
        Syntax.requireHostName(value);
    }

    @Override
    public int compareTo(MachineName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
