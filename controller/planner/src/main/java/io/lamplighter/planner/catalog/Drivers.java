package io.lamplighter.planner.catalog;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.machine.ComputeCapability;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which driver runs which CUDA, and which GPUs its branch serves. */
public final class Drivers {
    /** From CUDA 11 on a driver of the family runs every minor version; before, each has its own oldest driver. */
    private static final int FIRST_MAJOR_WITH_COMPATIBILITY = 11;

    private final Map<DriverSystem, NavigableMap<Integer, DottedVersion>> families = new EnumMap<>(DriverSystem.class);
    private final Map<DriverSystem, Map<CudaVersion, DottedVersion>> natives = new EnumMap<>(DriverSystem.class);
    private final List<Branches> branches;
    private final Set<ComputeCapability> integrated = new HashSet<>();
    private final Map<Integer, ComputeCapability> oldest = new HashMap<>();
    private final Map<Integer, CudaVersion> beginnings = new HashMap<>();

    Drivers(DriverTable table) {
        for (DriverSystem system : DriverSystem.values()) {
            NavigableMap<Integer, DottedVersion> minimums = new TreeMap<>();
            table.families().forEach(family -> minimums.put(family.cuda(), family.of(system)));
            families.put(system, minimums);
            Map<CudaVersion, DottedVersion> whole = new HashMap<>();
            table.toolkits().forEach(toolkit -> {
                DottedVersion driver = toolkit.of(system);
                if (driver != null) {
                    whole.put(toolkit.cuda(), driver);
                }
            });
            natives.put(system, whole);
        }
        branches = table.branches();
        table.integrated().forEach(row -> integrated.add(row.gpu()));
        table.oldest().forEach(row -> oldest.put(row.cuda(), row.gpu()));
        table.beginnings().forEach(row -> beginnings.put(row.gpus(), row.cuda()));
    }

    /** The oldest driver that runs a CUDA build at all: of its family from CUDA 11 on, the exact one before. */
    public Optional<DottedVersion> minimum(CudaVersion cuda, DriverSystem system) {
        return cuda.major() < FIRST_MAJOR_WITH_COMPATIBILITY
                ? nativeFrom(cuda, system)
                : Optional.ofNullable(families(system).get(cuda.major()));
    }

    /** The oldest driver that supports a CUDA version whole; empty where no row says. */
    public Optional<DottedVersion> nativeFrom(CudaVersion cuda, DriverSystem system) {
        return Optional.ofNullable(natives(system).get(cuda));
    }

    /** The newest CUDA of which a row says that the driver supports it whole; empty below the oldest row. */
    public Optional<CudaVersion> newestNative(DottedVersion driver, DriverSystem system) {
        return natives(system).entrySet().stream()
                .filter(row -> row.getValue().compareTo(driver) <= 0)
                .map(Map.Entry::getKey)
                .max(naturalOrder());
    }

    /** The CUDA versions that a row is about, the newest first. */
    public List<CudaVersion> knownCudas() {
        return natives(DriverSystem.LINUX).keySet().stream()
                .sorted(reverseOrder())
                .toList();
    }

    /** How far a driver reaches, {@code CUDA 12} or before 11 {@code CUDA 10.2}; empty below the oldest row. */
    public Optional<String> reach(DottedVersion driver, DriverSystem system) {
        return families(system).descendingMap().entrySet().stream()
                .filter(family -> family.getValue().compareTo(driver) <= 0)
                .findFirst()
                .map(family -> "CUDA " + family.getKey())
                .or(() -> newestNative(driver, system)
                        .filter(newest -> newest.major() < FIRST_MAJOR_WITH_COMPATIBILITY)
                        .map(newest -> "CUDA " + newest));
    }

    /** Which branches serve a GPU; empty where all that are known do. */
    public Optional<Branches> branchesOf(ComputeCapability gpu) {
        for (Branches row : branches) {
            if (row.covers(gpu)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** Whether it is part of a system on a chip, for which only code of exactly its own capability counts. */
    public boolean isIntegrated(ComputeCapability gpu) {
        return integrated.contains(gpu);
    }

    /** The lowest capability that the compiler of a CUDA major makes code for; empty where no row says. */
    public Optional<ComputeCapability> oldestGpu(CudaVersion cuda) {
        return Optional.ofNullable(oldest.get(cuda.major()));
    }

    /** The first CUDA that makes code for a GPU, where that is a later one; empty where this one may. */
    public Optional<CudaVersion> firstCudaAfter(CudaVersion cuda, ComputeCapability gpu) {
        return Optional.ofNullable(beginnings.get(gpu.major()))
                .filter(first -> cuda.isWhole() ? cuda.compareTo(first) < 0 : cuda.major() < first.major());
    }

    private NavigableMap<Integer, DottedVersion> families(DriverSystem system) {
        return families.getOrDefault(system, new TreeMap<>());
    }

    private Map<CudaVersion, DottedVersion> natives(DriverSystem system) {
        return natives.getOrDefault(system, Map.of());
    }
}
