package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import java.util.List;

/**
 * A release that is denied, and who has it.
 *
 * @param holders by machine; those that use it before those that only keep it
 */
public record DeniedRelease(Denial denial, List<Holder> holders) {
    public DeniedRelease {
        holders = List.copyOf(holders);
    }

    /**
     * An environment on a machine in which the release is installed.
     *
     * @param then what its next window brings
     * @param detail which plan or lock that is, or why it stays; may be empty
     */
    public record Holder(MachineName machine, EnvironmentName environment, Then then, String detail) {}

    /** What becomes of a release that is denied, on a machine that has it. */
    public enum Then {
        /** Another build is planned. */
        @JsonProperty("Replanned")
        REPLANNED,
        /** It goes to files that were proved before and hold nothing denied. */
        @JsonProperty("Back")
        BACK,
        /** A machine of its plan solves anew, within {@code update}. */
        @JsonProperty("Solved")
        SOLVED,
        /** Nothing else is possible, or somebody wants it so. */
        @JsonProperty("Stays")
        STAYS,
        /** It is in a generation that is not in use. */
        @JsonProperty("Aside")
        ASIDE,
        /** Of a later version. */
        @JsonEnumDefaultValue
        @JsonProperty("Unknown")
        UNKNOWN
    }
}
