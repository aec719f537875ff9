package io.lamplighter.agent.health;

import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.probe.ExpectedGpu;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of the driver, by the state that planning goes by. */
final class DriverRules {
    static final Status UNREAD = new Status.Unknown("the driver has not been read yet");

    private DriverRules() {}

    /** Fails when this check is what stands in the way; what another one hides is not known. */
    static Status blockedBy(HealthCheck check, Evidence evidence) {
        Optional<Status> now = soonerThanPlanning(check, evidence);
        if (now.isPresent()) {
            return now.get();
        }
        if (evidence.driver() == null) {
            return UNREAD;
        }
        return switch (evidence.driver().driver()) {
            case CudaState.Working _ -> new Status.Ok();
            case CudaState.Absent _, CudaState.OtherVendor _ -> new Status.NotApplicable();
            case CudaState.Blocked blocked
            when blocked.check().equals(Optional.of(check)) -> new Status.Fail(String.valueOf(blocked.reason()));
            case CudaState.Blocked blocked -> new Status.Unknown(CudaState.idOf(blocked) + " comes first");
        };
    }

    /** The library is asked more often than planning needs to know. */
    private static Optional<Status> soonerThanPlanning(HealthCheck check, Evidence evidence) {
        if (check == HealthCheck.DRIVER_UNRESPONSIVE
                && evidence.gpus() instanceof NvmlReading.Unresponsive(var since)) {
            return Optional.of(new Status.Fail("a call into it has not come back since " + since));
        }
        NvmlReturn sign = switch (check) {
            case GPU_LOST -> NvmlReturn.GPU_IS_LOST;
            case GPU_RESET_REQUIRED -> NvmlReturn.RESET_REQUIRED;
            case DRIVER_NOT_LOADED,
                    DRIVER_VERSION_MISMATCH,
                    DRIVER_MISMATCH_PENDING,
                    DRIVER_LIBRARY_MISSING,
                    DRIVER_UNRESPONSIVE,
                    DRIVER_DENIED,
                    GPU_COUNT,
                    DRIVER_UNKNOWN -> NvmlReturn.SUCCESS;
        };
        return evidence.states().stream()
                .flatMap(state -> state instanceof GpuState.Silent silent && silent.why() == sign
                        ? Optional.of(silent).stream()
                        : Optional.<GpuState.Silent>empty().stream())
                .findFirst()
                .map(silent -> new Status.Fail("GPU " + silent.index()
                        + (silent.gpu() == null ? "" : " (" + silent.gpu().uuid() + ")") + " answers "
                        + silent.why().label()));
    }

    static Status mismatchPending(Evidence evidence) {
        NvidiaReading reading = evidence.driver();
        if (reading == null) {
            return UNREAD;
        }
        return switch (reading.driver()) {
            case CudaState.RebootPending(String version, String _, String installed) ->
                new Status.Warn(version + " is loaded, " + installed + " is installed");
            case CudaState.Loaded _, CudaState.Wsl _ -> new Status.Ok();
            case CudaState.Absent _, CudaState.OtherVendor _ -> new Status.NotApplicable();
            case CudaState.Blocked blocked -> new Status.Unknown(CudaState.idOf(blocked) + " comes first");
        };
    }

    static Status nextBoot(Evidence evidence) {
        NvidiaReading reading = evidence.driver();
        if (reading == null) {
            return UNREAD;
        }
        if (reading.module() == null) {
            return new Status.NotApplicable();
        }
        String kernel = evidence.host().bootsWithoutModule();
        return kernel == null ? new Status.Ok() : new Status.Warn("kernel " + kernel + " has none");
    }

    static Status count(Evidence evidence) {
        NvidiaReading reading = evidence.driver();
        if (reading == null) {
            return UNREAD;
        }
        return switch (reading.driver()) {
            case CudaState.Working _ -> counted(reading, evidence);
            case CudaState.Absent _, CudaState.OtherVendor _ -> new Status.NotApplicable();
            case CudaState.GpuLost(String reason) -> new Status.Fail(String.valueOf(reason));
            case CudaState.Blocked blocked
            when blocked.check().equals(Optional.of(HealthCheck.GPU_COUNT)) ->
                new Status.Fail(String.valueOf(blocked.reason()));
            case CudaState.Blocked blocked -> new Status.Unknown(CudaState.idOf(blocked) + " comes first");
        };
    }

    private static Status counted(NvidiaReading reading, Evidence evidence) {
        Map<String, String> listed = reading.gpus().stream()
                .collect(Collectors.toMap(
                        gpu -> gpu.gpu().uuid(), gpu -> gpu.gpu().model(), (first, _) -> first));
        List<ExpectedGpu> gone = evidence.expected().stream()
                .filter(gpu -> !listed.containsKey(gpu.key()))
                .toList();
        List<String> lost = gone.stream()
                .filter(gpu -> !gpu.isReplaced())
                .map(ExpectedGpu::text)
                .toList();
        List<String> replaced = gone.stream()
                .filter(ExpectedGpu::isReplaced)
                .map(gpu -> replaced(gpu, listed))
                .toList();
        if (!lost.isEmpty()) {
            return new Status.Fail("it was here before: " + String.join(", ", lost)
                    + (replaced.isEmpty() ? "" : "; " + String.join("; ", replaced)));
        }
        return replaced.isEmpty() ? new Status.Ok() : new Status.Warn(String.join("; ", replaced));
    }

    /** A card that was changed; or a host that gives the same one another id. */
    private static String replaced(ExpectedGpu gpu, Map<String, String> listed) {
        String model = listed.getOrDefault(gpu.replacedBy(), "");
        return gpu.text() + " was replaced by " + (model.equals(gpu.model()) || model.isEmpty() ? "" : model + " ")
                + gpu.replacedBy();
    }
}
