package io.lamplighter.api.machine;

import java.util.Optional;
import java.util.stream.Stream;

/** The health checks that decide whether a machine can be planned for, by the ids that docs and metrics use. */
public enum HealthCheck {
    DRIVER_NOT_LOADED(
            "driver.not_loaded",
            "no NVIDIA module is loaded: load it, and look for nouveau and Secure Boot if that fails"),
    DRIVER_VERSION_MISMATCH(
            "driver.version_mismatch", "the loaded kernel module and the driver's libraries differ: reboot"),
    DRIVER_MISMATCH_PENDING("driver.mismatch_pending", "a newer driver is installed than is loaded: reboot"),
    DRIVER_LIBRARY_MISSING(
            "driver.library_missing",
            "the driver's libraries or tools are not installed: install the driver's user-space packages"),
    DRIVER_UNRESPONSIVE("driver.unresponsive", "the driver does not answer: reboot"),
    DRIVER_DENIED("driver.denied", "the agent may not use the driver: look at the permissions of /dev/nvidia*"),
    GPU_LOST("gpu.lost", "a GPU no longer answers: reboot; if it happens again, look at its seat and power"),
    GPU_RESET_REQUIRED("gpu.reset_required", "a GPU must be reset: reboot"),
    GPU_COUNT("gpu.count", "the bus, the driver and the last inventory do not count the same GPUs: reboot"),
    /** The probe failed in a way that no other check knows. */
    DRIVER_UNKNOWN("driver.unknown", "look at what `lamplighter-agent doctor` prints on the machine");

    private final String id;
    private final String remedy;

    HealthCheck(String id, String remedy) {
        this.id = id;
        this.remedy = remedy;
    }

    /** {@code gpu.lost}. */
    public String id() {
        return id;
    }

    /** What a person can do, without a full stop. */
    public String remedy() {
        return remedy;
    }

    public static Optional<HealthCheck> find(String id) {
        return Stream.of(values()).filter(check -> check.id.equals(id)).findFirst();
    }
}
