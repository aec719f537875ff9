package io.lamplighter.api.generation;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** Why a generation came into use, and so why the one before it went out. */
public enum Cause {
    /** There was none before it. */
    FIRST,
    /** Another plan was wanted. */
    NEW_PLAN,
    /** Other files of the same plan were wanted. */
    REFRESH,
    /** The one before it was altered, or was no longer whole. */
    ALTERED,
    /** An operator went back to it. */
    ROLLBACK,
    /** A reason of a later version. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** For people: {@code new plan}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
