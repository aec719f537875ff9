package io.lamplighter.agent.nvml;

import java.util.Locale;
import java.util.stream.Stream;

/** What a function of the library returns; the numbers are those of {@code nvml.h} 13.3. */
public enum NvmlReturn {
    SUCCESS(0),
    UNINITIALIZED(1),
    INVALID_ARGUMENT(2),
    NOT_SUPPORTED(3),
    NO_PERMISSION(4),
    ALREADY_INITIALIZED(5),
    NOT_FOUND(6),
    INSUFFICIENT_SIZE(7),
    INSUFFICIENT_POWER(8),
    DRIVER_NOT_LOADED(9),
    TIMEOUT(10),
    IRQ_ISSUE(11),
    LIBRARY_NOT_FOUND(12),
    FUNCTION_NOT_FOUND(13),
    CORRUPTED_INFOROM(14),
    GPU_IS_LOST(15),
    RESET_REQUIRED(16),
    OPERATING_SYSTEM(17),
    LIB_RM_VERSION_MISMATCH(18),
    IN_USE(19),
    MEMORY(20),
    NO_DATA(21),
    VGPU_ECC_NOT_SUPPORTED(22),
    INSUFFICIENT_RESOURCES(23),
    FREQ_NOT_SUPPORTED(24),
    ARGUMENT_VERSION_MISMATCH(25),
    DEPRECATED(26),
    NOT_READY(27),
    GPU_NOT_FOUND(28),
    INVALID_STATE(29),
    UNKNOWN(999),
    /** A number that this table does not have, of a library that is newer. */
    UNLISTED(-1);

    private final int code;

    NvmlReturn(int code) {
        this.code = code;
    }

    static NvmlReturn of(int code) {
        return Stream.of(values())
                .filter(known -> known.code == code)
                .findFirst()
                .orElse(UNLISTED);
    }

    /** As a metric's reason, {@code gpu_is_lost}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
