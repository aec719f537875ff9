package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What the controller calls a machine for good, a UUID; a name can be given to another machine, an id never. */
public record MachineId(@JsonValue String value) implements Comparable<MachineId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MachineId {
        Syntax.requireUuid(value);
    }

    @Override
    public int compareTo(MachineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
