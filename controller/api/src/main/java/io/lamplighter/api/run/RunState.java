package io.lamplighter.api.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a run is. Each is journaled before it is entered. */
public enum RunState {
    PLANNED,
    WAITING,
    CLAIMED,
    PREPARING,
    SOLVING,
    BUILDING,
    VERIFYING,
    SEALING,
    ACTIVATING,
    EXPOSING,
    DONE,
    FAILED,
    /** A state of a later version. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** Whether nothing follows. */
    public boolean isFinal() {
        return this == DONE || this == FAILED;
    }
}
