package io.lamplighter.api.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the remedy of a failure takes. */
public enum RemedyClass {
    /** The agent may do it by itself. */
    SAFE,
    /** It passes; trying again is all there is to do. */
    RETRY,
    /** Another plan. */
    REPLAN,
    /** The configuration of the site or of the machine. */
    CONFIG,
    /** Running jobs must end first. */
    DRAIN,
    /** The machine must be booted anew. */
    REBOOT,
    /** A person must look. */
    ADMIN,
    /** A class of a later version. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The class that the error catalogue calls so; {@link #UNKNOWN} has no name. */
    public static Optional<RemedyClass> of(String label) {
        return Arrays.stream(values())
                .filter(each -> each != UNKNOWN && each.label().equals(label))
                .findFirst();
    }

    /** As catalogue and metrics write it: {@code replan}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
