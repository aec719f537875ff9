package io.lamplighter.api.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small part of the facts that the planner reads; machines whose planning facts are equal share every resolution.
 * Fields are as in {@link MachineFacts}.
 *
 * @param gpus ordered by compute capability and model
 * @param pythons whole versions, {@code 3.11.2}, without repetition
 */
public record PlanningFacts(
        String os,
        String architecture,
        @Nullable String glibc,
        Driver driver,
        List<Gpu> gpus,
        List<String> pythons,
        List<SourceReading> sources) {
    public PlanningFacts {
        gpus = List.copyOf(gpus);
        pythons = List.copyOf(pythons);
        sources = List.copyOf(sources);
    }

    /** A GPU without what makes it unique. */
    public record Gpu(String model, ComputeCapability computeCapability) {}
}
