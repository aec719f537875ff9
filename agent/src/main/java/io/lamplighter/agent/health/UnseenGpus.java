package io.lamplighter.agent.health;

import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.api.machine.CudaState;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What checks of GPUs say of those that no name is known of, and of a machine that shows none. */
final class UnseenGpus {
    private UnseenGpus() {}

    /** GPUs that are listed and have never said who they are; empty where there is none. */
    static Optional<Status> nameless(Evidence evidence) {
        String seen = evidence.states().stream()
                .filter(UnseenGpus::isNameless)
                .map(Silent.class::cast)
                .map(gpu -> "GPU " + gpu.index() + " answers " + gpu.why().label() + " (" + gpu.code() + ")")
                .collect(Collectors.joining(", "));
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Status.Unknown(seen));
    }

    private static boolean isNameless(GpuState state) {
        return state instanceof Silent silent && silent.gpu() == null;
    }

    /** Where none is listed: nothing can be wrong with what is not there, and nothing is known of what was not read. */
    static Status none(Evidence evidence) {
        NvidiaReading driver = evidence.driver();
        if (driver == null) {
            return DriverRules.UNREAD;
        }
        boolean absent = switch (driver.driver()) {
            case CudaState.Absent _, CudaState.OtherVendor _ -> true;
            case CudaState.Working _ -> driver.onBus() == 0 && driver.gpus().isEmpty();
            case CudaState.Blocked _ -> false;
        };
        return absent ? new Status.NotApplicable() : new Status.Unknown(unread(evidence.gpus(), driver));
    }

    private static String unread(@Nullable NvmlReading reading, NvidiaReading driver) {
        return switch (reading) {
            case null -> "NVIDIA's library was not asked: not yet, or lamplighter.telemetry.gpu is off";
            case NvmlReading.Read _ -> "the driver lists no GPU, the bus has " + driver.onBus();
            case NvmlReading.Failed(String function, var why, int code) ->
                function + " returns " + why.label() + " (" + code + ")";
            case NvmlReading.NoLibrary _ -> "libnvidia-ml is not installed";
            case NvmlReading.Unusable(var library, String reason) -> library + " cannot be loaded: " + reason;
            case NvmlReading.Unresponsive(var since) -> "a call into the driver has not come back since " + since;
            case NvmlReading.Asleep _ -> "they are powered down";
            case NvmlReading.Released(var until) -> "the driver is left alone until " + until;
        };
    }
}
