package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import org.jspecify.annotations.Nullable;

/**
 * Which driver branches serve an architecture.
 *
 * @param first absent where all older ones do
 * @param last absent where no end is known
 * @param next the branch after the last one: drivers numbered before it belong to the last
 */
public record Branches(
        String architecture,
        ComputeCapability from,
        ComputeCapability to,
        @Nullable Integer first,
        @Nullable Integer last,
        @Nullable Integer next,
        String source) {
    /** Whether a driver of this first number is of a branch after the last one. */
    public boolean endsBefore(int number) {
        return next != null && number >= next;
    }

    boolean covers(ComputeCapability gpu) {
        return gpu.compareTo(from) >= 0 && gpu.compareTo(to) <= 0;
    }
}
