package io.lamplighter.api.generation;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generations of an environment on a machine, for operators.
 *
 * @param reportedAt when the machine told of them
 * @param unknownProcesses how many its agent could not look at
 * @param generations the newest first
 * @param rollback what an operator wants in use there; absent where the planner decides
 * @param kept those that operators want kept
 */
public record GenerationsView(
        MachineName machine,
        EnvironmentName environment,
        Instant reportedAt,
        int unknownProcesses,
        List<Generation> generations,
        @Nullable Rollback rollback,
        List<KeptGeneration> kept) {
    public GenerationsView {
        generations = List.copyOf(generations);
        kept = List.copyOf(kept);
    }
}
