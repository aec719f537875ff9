package io.lamplighter.api.event;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of thing happened; programs may rely on these names. */
public enum EventReason {
    @JsonProperty("MachineEnrolled")
    MACHINE_ENROLLED,
    @JsonProperty("MachineDeleted")
    MACHINE_DELETED,
    /** It was not heard of for so long that what is known of it may be old news. */
    @JsonProperty("MachineStale")
    MACHINE_STALE,
    /** It is heard of again. */
    @JsonProperty("MachineReturned")
    MACHINE_RETURNED,
    /** A GPU that the driver listed before is not there any more. */
    @JsonProperty("GpuLost")
    GPU_LOST,
    @JsonProperty("GpuFound")
    GPU_FOUND,
    /** Something stands between the GPUs and CUDA; the detail begins with the health check. */
    @JsonProperty("DriverBlocked")
    DRIVER_BLOCKED,
    @JsonProperty("DriverWorking")
    DRIVER_WORKING,
    /** A packet was sent that wakes it for a window. */
    @JsonProperty("WakeSent")
    WAKE_SENT,
    /** It should have been woken for a window, and could not be. */
    @JsonProperty("WakeFailed")
    WAKE_FAILED,
    @JsonProperty("ManifestApplied")
    MANIFEST_APPLIED,
    @JsonProperty("ManifestDeleted")
    MANIFEST_DELETED,
    /** Another plan is assigned than before. */
    @JsonProperty("AssignmentChanged")
    ASSIGNMENT_CHANGED,
    /** No build of what is asked for runs on the machine. */
    @JsonProperty("Rejected")
    REJECTED,
    /** Nothing asks for it any more: it is removed after its time of grace. */
    @JsonProperty("Retiring")
    RETIRING,
    /** What is in use is not as it was proved. */
    @JsonProperty("Drifted")
    DRIFTED,
    /** An operator holds the machine. */
    @JsonProperty("Held")
    HELD,
    /** The hold is over. */
    @JsonProperty("Released")
    RELEASED,
    /** An operator froze a group. */
    @JsonProperty("Frozen")
    FROZEN,
    @JsonProperty("Unfrozen")
    UNFROZEN,
    @JsonProperty("RunStarted")
    RUN_STARTED,
    /** A verified generation was switched in. */
    @JsonProperty("RunActivated")
    RUN_ACTIVATED,
    /** What was in use stays in use. */
    @JsonProperty("RunFailed")
    RUN_FAILED,
    /** It ended without a result: another plan came, or it could not be verified now. */
    @JsonProperty("RunEnded")
    RUN_ENDED,
    @JsonProperty("LockUploaded")
    LOCK_UPLOADED,
    @JsonProperty("LockRefused")
    LOCK_REFUSED,
    /** An operator wants an environment solved anew before its time. */
    @JsonProperty("RefreshOrdered")
    REFRESH_ORDERED,
    /** What an operator ordered was done for one plan: changed, unchanged or failed. */
    @JsonProperty("RefreshEnded")
    REFRESH_ENDED,
    /** No plan and no solve takes a release any more. */
    @JsonProperty("ReleaseDenied")
    RELEASE_DENIED,
    @JsonProperty("ReleaseAllowed")
    RELEASE_ALLOWED,
    /** A reason of a later version. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN;

    /** As it is shown and asked for: {@code RunFailed}. */
    public String label() {
        return Stream.of(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** The reason of this name, however its letters are written. */
    public static Optional<EventReason> find(String label) {
        return Stream.of(values())
                .filter(reason -> reason.label().equalsIgnoreCase(label))
                .findFirst();
    }
}
