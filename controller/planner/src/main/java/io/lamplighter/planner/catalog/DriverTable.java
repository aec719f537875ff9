package io.lamplighter.planner.catalog;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.ComputeCapability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code drivers.yaml}: which driver runs which CUDA, and which GPUs its branch serves. */
public record DriverTable(
        Map<String, String> sources,
        List<Family> families,
        List<Toolkit> toolkits,
        List<Branches> branches,
        List<Integrated> integrated) {
    private static final int FIRST_MAJOR_WITH_COMPATIBILITY = 11;

    public DriverTable {
        sources = Map.copyOf(sources);
        families = List.copyOf(families);
        toolkits = List.copyOf(toolkits);
        branches = List.copyOf(branches);
        integrated = List.copyOf(integrated);
    }

    /** The oldest driver that runs a CUDA build at all: of its family from CUDA 11 on, the exact one before. */
    public Optional<DottedVersion> minimum(CudaVersion cuda, DriverSystem system) {
        return cuda.major() < FIRST_MAJOR_WITH_COMPATIBILITY
                ? nativeFrom(cuda, system)
                : families.stream()
                        .filter(family -> family.cuda() == cuda.major())
                        .flatMap(family -> Stream.ofNullable(family.of(system)))
                        .findFirst();
    }

    /** The oldest driver that supports a CUDA version whole; empty where no row says. */
    public Optional<DottedVersion> nativeFrom(CudaVersion cuda, DriverSystem system) {
        return toolkits.stream()
                .filter(toolkit -> toolkit.cuda().equals(cuda))
                .flatMap(toolkit -> Stream.ofNullable(toolkit.of(system)))
                .findFirst();
    }

    /** The newest CUDA of which a row says that the driver supports it whole; empty below the oldest row. */
    public Optional<CudaVersion> newestNative(DottedVersion driver, DriverSystem system) {
        return toolkits.stream()
                .filter(toolkit ->
                        Stream.ofNullable(toolkit.of(system)).anyMatch(minimum -> minimum.compareTo(driver) <= 0))
                .map(Toolkit::cuda)
                .max(naturalOrder());
    }

    /** How far a driver reaches, {@code CUDA 12} or before 11 {@code CUDA 10.2}; empty below the oldest row. */
    public Optional<String> reach(DottedVersion driver, DriverSystem system) {
        return families.stream()
                .filter(family ->
                        Stream.ofNullable(family.of(system)).anyMatch(minimum -> minimum.compareTo(driver) <= 0))
                .max(comparingInt(Family::cuda))
                .map(family -> "CUDA " + family.cuda())
                .or(() -> newestNative(driver, system)
                        .filter(newest -> newest.major() < FIRST_MAJOR_WITH_COMPATIBILITY)
                        .map(newest -> "CUDA " + newest));
    }

    /** Which branches serve a GPU; empty where all that are known do. */
    public Optional<Branches> branchesOf(ComputeCapability gpu) {
        return branches.stream().filter(row -> row.covers(gpu)).findFirst();
    }

    /** Whether it is part of a system on a chip, for which only code of exactly its own capability counts. */
    public boolean isIntegrated(ComputeCapability gpu) {
        return integrated.stream().anyMatch(row -> row.gpu().equals(gpu));
    }

    Stream<String> namedSources() {
        return Stream.of(
                        families.stream().map(Family::source),
                        toolkits.stream().map(Toolkit::source),
                        branches.stream().map(Branches::source),
                        integrated.stream().map(Integrated::source))
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

    /** A GPU that runs only code of exactly its capability. */
    record Integrated(ComputeCapability gpu, String source) {}

    /**
     * Which driver branches serve an architecture.
     *
     * @param first absent where all older ones do
     * @param last absent where no end is known
     */
    public record Branches(
            String architecture,
            ComputeCapability from,
            ComputeCapability to,
            @Nullable Integer first,
            @Nullable Integer last,
            String source) {
        boolean covers(ComputeCapability gpu) {
            return gpu.compareTo(from) >= 0 && gpu.compareTo(to) <= 0;
        }
    }
}
