package io.lamplighter.api.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Duration;
import java.util.Locale;

/**
 * What one verification check found.
 *
 * @param check {@code imports}, {@code consistency}, {@code tensor}, {@code cuda}, {@code autograd}, {@code dataloader}
 * @param detail one line: what was computed, or why it failed
 */
public record CheckResult(String check, Result result, String detail, Duration took) {
    public enum Result {
        PASSED,
        FAILED,
        /** It could not be done now, like on a busy GPU: never a failure. */
        INCONCLUSIVE,
        /** There is nothing to check, like CUDA on a machine without a GPU. */
        NOT_APPLICABLE,
        @JsonEnumDefaultValue
        UNKNOWN;

        /** The metric label: {@code not_applicable}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
