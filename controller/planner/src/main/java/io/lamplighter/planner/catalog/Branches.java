package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import org.jspecify.annotations.Nullable;

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
