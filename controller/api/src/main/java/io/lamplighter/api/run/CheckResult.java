package io.lamplighter.api.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one verification check found.
 *
 * @param check {@code imports}, {@code consistency}, {@code tensor}, {@code cuda}, {@code autograd}, {@code dataloader}
 * @param detail one line: what was computed, or why it failed
 * @param gpus what it found on each GPU that counts, in the order of their PCI addresses; absent where it is not about
 *     GPUs, and from agents of before
 */
public record CheckResult(
        String check,
        Result result,
        String detail,
        Duration took,
        @Nullable List<OnGpu> gpus) {
    public CheckResult {
        gpus = gpus == null || gpus.isEmpty() ? null : List.copyOf(gpus);
    }

    /** A check that is not about GPUs. */
    public CheckResult(String check, Result result, String detail, Duration took) {
        this(check, result, detail, took, null);
    }

    /**
     * What a check found on one GPU.
     *
     * @param device its number among all that the CUDA runtime sees, by PCI address
     * @param uuid as the driver names it; absent where the framework cannot tell
     */
    public record OnGpu(int device, String name, @Nullable String uuid, Result result, String detail, Duration took) {}

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
