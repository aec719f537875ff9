package io.lamplighter.agent.probe;

import io.lamplighter.api.machine.Driver;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The health checks that a reading of the driver can fail, with the exit statuses (those of NVML) and texts by which
 * {@code nvidia-smi} says so. Texts come first: statuses are shared by unlike failures.
 */
enum NvidiaCheck {
    VERSION_MISMATCH(
            "driver.version_mismatch",
            18,
            "version mismatch",
            "the loaded kernel module and the driver's libraries differ: reboot"),
    NOT_LOADED(
            "driver.not_loaded",
            9,
            "couldn't communicate with the NVIDIA driver",
            "no NVIDIA module is loaded: load it, and look for nouveau and Secure Boot if that fails"),
    LIBRARY_MISSING(
            "driver.library_missing",
            12,
            "couldn't find libnvidia-ml",
            "the driver's libraries or tools are not installed: install the driver's user-space packages"),
    GPU_LOST(
            "gpu.lost",
            15,
            "GPU is lost|Unable to determine the device handle|fallen off the bus",
            "a GPU no longer answers: reboot; if it happens again, look at its seat and power"),
    RESET_REQUIRED("gpu.reset_required", 16, "requires? reset|reset required", "a GPU must be reset: reboot"),
    DENIED(
            "driver.denied",
            4,
            "Insufficient Permissions",
            "the agent may not use the driver: look at the permissions of /dev/nvidia*"),
    UNRESPONSIVE("driver.unresponsive", -1, "(?!)", "the driver does not answer: reboot");

    private final String id;
    private final int status;
    private final Pattern text;
    private final String advice;

    NvidiaCheck(String id, int status, String text, String advice) {
        this.id = id;
        this.status = status;
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        this.advice = advice;
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
        return id;
    }

    /** As a metric's reason, {@code gpu_lost}. */
    String label() {
        return id.replace('.', '_').toLowerCase(Locale.ROOT);
    }

    Driver.Unknown because(String seen) {
        return new Driver.Unknown(id, seen + "; " + advice);
    }
}
