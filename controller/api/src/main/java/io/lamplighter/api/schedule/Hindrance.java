package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.Locale;

/**
 * One thing for which a machine waits before it changes something.
 *
 * @param detail for people, and the same as long as the reason is: no measured values
 * @param since when it began to be in the way
 */
public record Hindrance(Reason reason, String detail, Instant since) {
    public enum Reason {
        /** No window is open. */
        OUTSIDE_WINDOW,
        /** An operator froze a group of the machine. */
        FROZEN,
        GPU_BUSY,
        USERS,
        LOAD,
        DISK_SPACE,
        BATTERY,
        FILE,
        /** A health check fails without which nothing can be proved on the GPUs. */
        DRIVER,
        /** A reason of a later version. */
        @JsonEnumDefaultValue
        UNKNOWN;

        /** As metrics name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
