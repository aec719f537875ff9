package io.lamplighter.api.machine;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a health check found that is not well.
 *
 * @param check its id, {@code gpu.lost}
 * @param subject uuid of a GPU, or name of an environment; absent for the machine
 * @param detail what was seen when the check began to stand so, or why nothing was
 * @param remedy what a person can do
 */
public record MachineFinding(String check, @Nullable String subject, Status status, String detail, String remedy) {
    /** Whether both say the same of the same thing, whatever was seen of it. */
    public boolean standsAs(MachineFinding other) {
        return check.equals(other.check) && Objects.equals(subject, other.subject) && status == other.status;
    }

    /** How a check stands. */
    public enum Status {
        /** Something does not work, or is about to. */
        @JsonProperty("fail")
        FAIL,
        /** Somebody should look at it. */
        @JsonProperty("warn")
        WARN,
        /** It could not be told; a status of a later version too. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
