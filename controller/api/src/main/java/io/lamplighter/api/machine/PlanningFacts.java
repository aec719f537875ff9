package io.lamplighter.api.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small part of the facts that the planner reads; machines whose planning facts are equal share every resolution.
 * Fields are as in {@link MachineFacts}.
 *
 * @param glibc absent where there is none; {@value #NOT_TOLD} where nobody told
 * @param gpus ordered by compute capability and model
 * @param pythons whole versions, {@code 3.11.2}, without repetition
 */
public record PlanningFacts(
        String os,
        String architecture,
        @Nullable String glibc,
        CudaState driver,
        List<Gpu> gpus,
        List<String> pythons,
        List<SourceReading> sources) {
    /** Stands for the glibc of a machine of which it is not known. */
    public static final String NOT_TOLD = "not told";

    public PlanningFacts {
        gpus = List.copyOf(gpus);
        pythons = List.copyOf(pythons);
        sources = List.copyOf(sources);
    }

    /** The platform that files are made for, {@code linux-x86_64}. */
    public String platform() {
        return os + "-" + architecture;
    }

    /**
     * A GPU without what makes it unique.
     *
     * @param slice absent for a whole GPU
     * @param leftOut true where the environment lists the GPUs that count and this is none of them; else absent
     */
    public record Gpu(
            String model,
            ComputeCapability computeCapability,
            @Nullable Slice slice,
            @Nullable Boolean leftOut) {
        /** A whole one that counts. */
        public Gpu(String model, ComputeCapability computeCapability) {
            this(model, computeCapability, null, null);
        }

        /** Whether the environment's list of GPUs, if it has one, names this one. */
        public boolean counts() {
            return !Boolean.TRUE.equals(leftOut);
        }
    }
}
