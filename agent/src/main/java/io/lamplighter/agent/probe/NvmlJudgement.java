package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.GpuState.Identity;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.GpuState.Sleeping;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What NVIDIA's library means for planning. */
final class NvmlJudgement {
    private static final long BYTES_PER_MIB = 1 << 20;

    private NvmlJudgement() {}

    /** The GPUs that answer or sleep; empty where anything that counts is not said of one. */
    static Optional<List<ListedGpu>> gpus(NvmlReading.Read read) {
        List<ListedGpu> listed = new ArrayList<>();
        for (GpuState state : read.gpus()) {
            Optional<ListedGpu> gpu = switch (state) {
                case Sampled(Identity gpu1, GpuSample sample) ->
                    listed(gpu1, sample.partitioned().value().orElse(false));
                case Sleeping(Identity gpu1) -> listed(gpu1, false);
                case Silent _ -> Optional.empty();
            };
            if (gpu.isEmpty() && !(state instanceof Silent)) {
                return Optional.empty();
            }
            gpu.ifPresent(listed::add);
        }
        return Optional.of(listed);
    }

    private static Optional<ListedGpu> listed(Identity gpu, boolean partitioned) {
        if (gpu.computeCapability() == null
                || gpu.memoryBytes() == null
                || gpu.model().isEmpty()) {
            return Optional.empty();
        }
        Gpu fact = new Gpu(
                gpu.uuid(),
                gpu.model(),
                gpu.computeCapability(),
                gpu.memoryBytes() / BYTES_PER_MIB,
                NvidiaSmi.slice(gpu.model(), partitioned ? "Enabled" : "").orElse(null));
        return Optional.of(new ListedGpu(gpu.index(), fact, gpu.busId(), gpu.vbios(), null));
    }

    /** What stands between the GPUs and CUDA although the library answers; empty when nothing does. */
    static Optional<CudaState> obstacle(NvmlReading.Read read) {
        for (GpuState state : read.gpus()) {
            CudaState obstacle = switch (state) {
                case Silent silent -> silent(silent);
                case Sampled(Identity gpu, GpuSample sample) -> recovery(gpu, sample.recovery());
                case Sleeping _ -> null;
            };
            if (obstacle != null) {
                return Optional.of(obstacle);
            }
        }
        return withoutCuda(read.cuda());
    }

    /** A library of NVML that is too old to be asked is another matter: that has no function, and refuses none. */
    private static Optional<CudaState> withoutCuda(Answer<Integer> cuda) {
        if (cuda.isRefused(NvmlReturn.LIBRARY_NOT_FOUND)) {
            return Optional.of(NvidiaCheck.LIBRARY_MISSING.because("NVML finds no libcuda.so.1"));
        }
        return cuda.isRefused(NvmlReturn.FUNCTION_NOT_FOUND)
                ? Optional.of(NvidiaCheck.LIBRARY_MISSING.because(
                        "the libcuda.so.1 that NVML finds has no cuDriverGetVersion"))
                : Optional.empty();
    }

    private static CudaState silent(Silent gpu) {
        String name = gpu.gpu() == null
                ? "GPU " + gpu.index()
                : "GPU " + gpu.index() + " (" + gpu.gpu().uuid() + ")";
        return NvidiaCheck.of(gpu.code(), "")
                .orElse(NvidiaCheck.GPU_LOST)
                .because("NVML says " + gpu.why().label() + " (" + gpu.code() + ") of " + name);
    }

    private static @Nullable CudaState recovery(Identity gpu, Answer<RecoveryAction> recovery) {
        RecoveryAction action = recovery.value().orElse(RecoveryAction.NONE);
        return action == RecoveryAction.NONE
                ? null
                : NvidiaCheck.RESET_REQUIRED.because("the driver asks for \""
                        + action.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\" of " + gpu.uuid());
    }

    /** What a library that did not answer says of the driver; empty where that is nothing. */
    static Optional<CudaState> withoutAnswer(Kernel kernel, NvmlReading reading) {
        return switch (reading) {
            case NvmlReading.Failed(String function, NvmlReturn why, int code) -> {
                String seen = function + " returns " + why.label() + " (" + code + ")";
                yield why == NvmlReturn.DRIVER_NOT_LOADED
                        ? Optional.of(CudaJudgement.notLoaded(kernel, seen))
                        : NvidiaCheck.of(code, "").map(check -> check.because(seen));
            }
            case NvmlReading.Read _,
                    NvmlReading.NoLibrary _,
                    NvmlReading.Unusable _,
                    NvmlReading.Unresponsive _,
                    NvmlReading.Asleep _,
                    NvmlReading.Released _ -> Optional.empty();
        };
    }

    /** {@code 13000} is 13.0; absent where it was not said. */
    static @Nullable String cuda(NvmlReading.Read read) {
        return read.cuda()
                .map(version -> version / 1000 + "." + version % 1000 / 10)
                .value()
                .orElse(null);
    }
}
