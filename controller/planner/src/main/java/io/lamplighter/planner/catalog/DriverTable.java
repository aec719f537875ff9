package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code drivers.yaml}: which driver runs which CUDA, and which GPUs its branch serves. */
record DriverTable(
        int format,
        Map<String, String> sources,
        List<Family> families,
        List<Toolkit> toolkits,
        List<Branches> branches,
        List<Integrated> integrated,
        List<Oldest> oldest,
        List<Beginning> beginnings)
        implements Table {
    DriverTable {
        sources = Map.copyOf(sources);
        families = List.copyOf(families);
        toolkits = List.copyOf(toolkits);
        branches = List.copyOf(branches);
        integrated = List.copyOf(integrated);
        oldest = List.copyOf(oldest);
        beginnings = List.copyOf(beginnings);
    }

    @Override
    public Stream<String> namedSources() {
        return Stream.of(
                        families.stream().map(Family::source),
                        toolkits.stream().map(Toolkit::source),
                        branches.stream().map(Branches::source),
                        integrated.stream().map(Integrated::source),
                        oldest.stream().map(Oldest::source),
                        beginnings.stream().map(Beginning::source))
                .flatMap(named -> named);
    }

    /** From this driver on every minor version of a CUDA major runs. */
    record Family(int cuda, DottedVersion linux, DottedVersion windows, String source) {
        DottedVersion of(DriverSystem system) {
            return system == DriverSystem.LINUX ? linux : windows;
        }
    }

    /**
     * From this driver on a CUDA version is supported whole.
     *
     * @param windows absent where it is not known
     */
    record Toolkit(
            CudaVersion cuda, DottedVersion linux, @Nullable DottedVersion windows, String source) {
        @Nullable
        DottedVersion of(DriverSystem system) {
            return system == DriverSystem.LINUX ? linux : windows;
        }
    }

    /** What a CUDA major's compiler starts with. */
    record Oldest(int cuda, ComputeCapability gpu, String source) {}

    /**
     * The first CUDA that makes code for GPUs.
     *
     * @param gpus the major of their compute capability
     */
    record Beginning(int gpus, CudaVersion cuda, String source) {}

    /** A GPU that runs only code of exactly its capability. */
    record Integrated(ComputeCapability gpu, String source) {}
}
