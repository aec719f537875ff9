package io.lamplighter.planner;

import io.lamplighter.api.plan.Explanation.Considered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest torch that a machine can run, and why no newer one.
 *
 * @param newest absent when none runs
 * @param newer the next newer release that is not taken, with the fact that decides; absent when there is none
 * @param reasons why none runs; empty when one does
 * @param nearest what would work, where none runs and something near would
 */
public record TorchAdvice(
        @Nullable Considered newest,
        @Nullable Considered newer,
        List<String> reasons,
        @Nullable String nearest) {
    public TorchAdvice {
        reasons = List.copyOf(reasons);
    }
}
