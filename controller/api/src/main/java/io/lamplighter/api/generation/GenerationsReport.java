package io.lamplighter.api.generation;

import io.lamplighter.api.name.EnvironmentName;
import java.util.List;

/**
 * All generations of a machine as its agent last looked; sent when it differs from the one before.
 *
 * @param freed the last few that were removed, the newest first
 * @param unknownProcesses how many the agent could not look at: whether they use a generation is not known
 */
public record GenerationsReport(List<OfEnvironment> environments, List<FreedGeneration> freed, int unknownProcesses) {
    public GenerationsReport {
        environments = List.copyOf(environments);
        freed = List.copyOf(freed);
    }

    /**
     * Those of one environment.
     *
     * @param generations the newest first
     */
    public record OfEnvironment(EnvironmentName environment, List<Generation> generations) {
        public OfEnvironment {
            generations = List.copyOf(generations);
        }
    }
}
