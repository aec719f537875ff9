package io.lamplighter.api.machine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether this machine's GPUs can compute with CUDA, as its agent found it; not knowing is a state of its own. A state
 * that is {@link Blocked} names the health check that stands in the way.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state", defaultImpl = CudaState.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = CudaState.Loaded.class, name = "loaded"),
    @JsonSubTypes.Type(value = CudaState.RebootPending.class, name = "rebootPending"),
    @JsonSubTypes.Type(value = CudaState.Wsl.class, name = "wsl"),
    @JsonSubTypes.Type(value = CudaState.Absent.class, name = "absent"),
    @JsonSubTypes.Type(value = CudaState.OtherVendor.class, name = "otherVendor"),
    @JsonSubTypes.Type(value = CudaState.VersionMismatch.class, name = "versionMismatch"),
    @JsonSubTypes.Type(value = CudaState.NotLoaded.class, name = "notLoaded"),
    @JsonSubTypes.Type(value = CudaState.Nouveau.class, name = "nouveau"),
    @JsonSubTypes.Type(value = CudaState.LibraryMissing.class, name = "libraryMissing"),
    @JsonSubTypes.Type(value = CudaState.Unresponsive.class, name = "unresponsive"),
    @JsonSubTypes.Type(value = CudaState.Denied.class, name = "denied"),
    @JsonSubTypes.Type(value = CudaState.GpuLost.class, name = "gpuLost"),
    @JsonSubTypes.Type(value = CudaState.ResetRequired.class, name = "resetRequired"),
    @JsonSubTypes.Type(value = CudaState.Unknown.class, name = "unknown"),
})
public sealed interface CudaState {
    /** The driver answers: GPUs can compute. */
    sealed interface Working extends CudaState {
        /** As the driver prints it, {@code 580.95.05}. */
        String version();

        /** The newest CUDA it supports natively, {@code 13.0}; absent where it did not say. */
        @Nullable
        String cuda();
    }

    /** Something stands between the GPUs and CUDA, or nobody knows what they can do. */
    sealed interface Blocked extends CudaState {
        /** The health check that says so; empty where no check of this version does. */
        Optional<HealthCheck> check();

        /** What was seen. */
        @Nullable
        String reason();
    }

    /** It answers. */
    record Loaded(String version, @Nullable String cuda) implements Working {}

    /**
     * It answers, and a newer one is installed that the next boot brings: {@link HealthCheck#DRIVER_MISMATCH_PENDING}.
     *
     * @param installed the version after the next boot
     */
    record RebootPending(String version, @Nullable String cuda, String installed) implements Working {}

    /**
     * Linux under Windows, whose driver it uses.
     *
     * @param version of the driver of Windows, {@code 560.94}
     */
    record Wsl(String version, @Nullable String cuda) implements Working {}

    /** No NVIDIA driver, and no GPU on the bus that would want one. */
    record Absent() implements CudaState {}

    /**
     * No NVIDIA GPU, but one that CUDA does not serve.
     *
     * @param vendor {@code AMD} or {@code Intel}
     * @param model as the bus names it
     */
    record OtherVendor(String vendor, String model) implements CudaState {}

    /** The loaded kernel module and the driver's libraries are of different versions. */
    record VersionMismatch(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.DRIVER_VERSION_MISMATCH);
        }
    }

    /** There is a GPU, and no NVIDIA module is loaded. */
    record NotLoaded(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.DRIVER_NOT_LOADED);
        }
    }

    /** The open driver of the kernel has taken the GPU. */
    record Nouveau(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.DRIVER_NOT_LOADED);
        }
    }

    /** The module is loaded; the libraries that programs need are not installed. */
    record LibraryMissing(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.DRIVER_LIBRARY_MISSING);
        }
    }

    /** The driver did not answer in time. */
    record Unresponsive(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.DRIVER_UNRESPONSIVE);
        }
    }

    /** The agent may not use the driver. */
    record Denied(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.DRIVER_DENIED);
        }
    }

    /** A GPU that was there no longer answers. */
    record GpuLost(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.GPU_LOST);
        }
    }

    /** A GPU must be reset before it computes again. */
    record ResetRequired(@Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return Optional.of(HealthCheck.GPU_RESET_REQUIRED);
        }
    }

    /**
     * It could not be told: the probe failed, or the state is one of a later version.
     *
     * @param id of the health check that says so, where one does
     */
    record Unknown(
            @JsonProperty("check") @Nullable String id,
            @Nullable String reason) implements Blocked {
        @Override
        public Optional<HealthCheck> check() {
            return id == null ? Optional.empty() : HealthCheck.find(id);
        }
    }

    /**
     * The state that a failed health check means.
     *
     * @param reason what was seen
     */
    static CudaState failing(HealthCheck check, String reason) {
        return switch (check) {
            case DRIVER_VERSION_MISMATCH -> new VersionMismatch(reason);
            case DRIVER_NOT_LOADED -> new NotLoaded(reason);
            case DRIVER_LIBRARY_MISSING -> new LibraryMissing(reason);
            case DRIVER_UNRESPONSIVE -> new Unresponsive(reason);
            case DRIVER_DENIED -> new Denied(reason);
            case GPU_LOST -> new GpuLost(reason);
            case GPU_RESET_REQUIRED -> new ResetRequired(reason);
            case DRIVER_UNKNOWN, DRIVER_MISMATCH_PENDING, GPU_COUNT -> new Unknown(check.id(), reason);
        };
    }

    /** The id of what stands in the way, {@code driver.unknown} where no check is known for it. */
    static String idOf(Blocked blocked) {
        return switch (blocked) {
            case Unknown(String id, String _) -> Objects.requireNonNullElse(id, HealthCheck.DRIVER_UNKNOWN.id());
            case VersionMismatch _,
                    NotLoaded _,
                    Nouveau _,
                    LibraryMissing _,
                    Unresponsive _,
                    Denied _,
                    GpuLost _,
                    ResetRequired _ ->
                blocked.check().orElse(HealthCheck.DRIVER_UNKNOWN).id();
        };
    }
}
