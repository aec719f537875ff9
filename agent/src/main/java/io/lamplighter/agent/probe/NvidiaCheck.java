package io.lamplighter.agent.probe;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.HealthCheck;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The health checks that a reading of the driver can fail, with the exit statuses (those of NVML) and texts by which
 * {@code nvidia-smi} says so. Texts come first: statuses are shared by unlike failures.
 */
enum NvidiaCheck {
    VERSION_MISMATCH(HealthCheck.DRIVER_VERSION_MISMATCH, 18, "version mismatch"),
    NOT_LOADED(HealthCheck.DRIVER_NOT_LOADED, 9, "couldn't communicate with the NVIDIA driver"),
    LIBRARY_MISSING(HealthCheck.DRIVER_LIBRARY_MISSING, 12, "couldn't find libnvidia-ml"),
    GPU_LOST(HealthCheck.GPU_LOST, 15, "GPU is lost|Unable to determine the device handle|fallen off the bus"),
    RESET_REQUIRED(HealthCheck.GPU_RESET_REQUIRED, 16, "requires? reset|reset required"),
    DENIED(HealthCheck.DRIVER_DENIED, 4, "Insufficient Permissions|GPU access blocked"),
    BLOCKED(HealthCheck.DRIVER_DENIED, 17, "operating system (?:has )?blocked"),
    UNRESPONSIVE(HealthCheck.DRIVER_UNRESPONSIVE, -1, "(?!)");

    private final HealthCheck check;
    private final int status;
    private final Pattern text;

    NvidiaCheck(HealthCheck check, int status, String text) {
        this.check = check;
        this.status = status;
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    /** Which one a failed {@code nvidia-smi} tells of; none when it says what nobody knows. */
    static Optional<NvidiaCheck> of(int status, String output) {
        for (NvidiaCheck check : values()) {
            if (check.text.matcher(output).find()) {
                return Optional.of(check);
            }
        }
        for (NvidiaCheck check : values()) {
            if (check.status == status) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    /** As docs and metrics name it, {@code gpu.lost}. */
    String id() {
        return check.id();
    }

    /** As a metric's reason, {@code gpu_lost}. */
    String label() {
        return check.id().replace('.', '_').toLowerCase(Locale.ROOT);
    }

    CudaState because(String seen) {
        return CudaState.failing(check, seen);
    }
}
