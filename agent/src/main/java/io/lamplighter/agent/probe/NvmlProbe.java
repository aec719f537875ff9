package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** GPUs by NVIDIA's own library, often. Where there is no GPU of NVIDIA, that it is not installed is no failure. */
final class NvmlProbe implements Probe<NvmlReading> {
    private static final String NO_LIBRARY = "no_library";
    private static final String UNUSABLE = "unusable_library";
    private static final String UNRESPONSIVE = "unresponsive";

    /** What has a health check of its own; the others are counted when they come. */
    private static final EnumSet<NvmlReturn> COUNTED_FROM_THE_START = EnumSet.of(
            NvmlReturn.NO_PERMISSION,
            NvmlReturn.DRIVER_NOT_LOADED,
            NvmlReturn.LIBRARY_NOT_FOUND,
            NvmlReturn.FUNCTION_NOT_FOUND,
            NvmlReturn.GPU_IS_LOST,
            NvmlReturn.RESET_REQUIRED,
            NvmlReturn.OPERATING_SYSTEM,
            NvmlReturn.LIB_RM_VERSION_MISMATCH,
            NvmlReturn.UNKNOWN);

    private final Path root;
    private final Nvml nvml;

    NvmlProbe(Path root, Nvml nvml) {
        this.root = root;
        this.nvml = nvml;
    }

    @Override
    public String source() {
        return "nvml";
    }

    @Override
    public NvmlReading read() throws InterruptedException {
        return nvml.read();
    }

    @Override
    public Optional<String> failure(NvmlReading reading) {
        return switch (reading) {
            case NvmlReading.Read read ->
                read.gpus().stream()
                        .flatMap(gpu -> gpu instanceof Silent silent ? Stream.of(silent.why()) : Stream.empty())
                        .map(NvmlReturn::label)
                        .findFirst();
            case NvmlReading.Failed failed -> Optional.of(failed.why().label());
            case NvmlReading.NoLibrary _ -> wantsLibrary() ? Optional.of(NO_LIBRARY) : Optional.empty();
            case NvmlReading.Unusable _ -> Optional.of(UNUSABLE);
            case NvmlReading.Unresponsive _ -> Optional.of(UNRESPONSIVE);
            case NvmlReading.Asleep _, NvmlReading.Released _ -> Optional.empty();
        };
    }

    private boolean wantsLibrary() {
        try {
            Kernel kernel = Kernel.read(root);
            return kernel.module() != null || !kernel.bus().ofNvidia().isEmpty() || kernel.lentDriver();
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public List<String> failures() {
        return Stream.concat(
                        COUNTED_FROM_THE_START.stream().map(NvmlReturn::label),
                        Stream.of(NO_LIBRARY, UNUSABLE, UNRESPONSIVE))
                .toList();
    }
}
