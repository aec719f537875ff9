package io.lamplighter.api.plan;

import org.jspecify.annotations.Nullable;

/**
 * One reason of a resolution.
 *
 * @param id the planner's rule, {@code driver}, or the health check that stands in the way, {@code gpu.lost}
 * @param message a sentence without a full stop
 * @param fact the fact that decided, {@code driver 470.82.01}; absent where the spec alone decided
 */
public record Reason(String id, String message, @Nullable String fact) {
    @Override
    public String toString() {
        return message;
    }
}
