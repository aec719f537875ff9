package io.lamplighter.api.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** How a run ended; the same names in reports, metrics and docs. */
public enum RunOutcome {
    /** A verified generation was switched in. */
    ACTIVATED,
    /** A refresh found what is in use already. */
    UNCHANGED,
    /** Something failed; what was in use stays in use. */
    FAILED,
    /** Another plan was assigned before it ended; what was in use stays in use. */
    SUPERSEDED,
    /** Verification could not be done now; it is tried again. */
    INCONCLUSIVE,
    /** An outcome of a later version. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The metric label: {@code activated}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
