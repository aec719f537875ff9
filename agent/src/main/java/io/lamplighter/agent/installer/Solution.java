package io.lamplighter.agent.installer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a solve of all stages found.
 *
 * @param candidate that was taken
 * @param passedOver why each candidate before it was not, a sentence each
 * @param indexes where its packages come from
 * @param stages names of the packages that each installs
 */
public record Solution(
        String candidate, List<String> passedOver, Lock lock, Indexes indexes, List<Set<String>> stages) {
    public Solution {
        passedOver = List.copyOf(passedOver);
        stages = List.copyOf(stages);
    }

    /**
     * Divides a lock: a stage gets its roots and what they want, less what earlier stages have; the last gets the rest.
     *
     * @param roots of each stage
     */
    static List<Set<String>> divide(Lock lock, Dependencies dependencies, List<Set<String>> roots) {
        Set<String> left = new HashSet<>(lock.names());
        List<Set<String>> stages = new ArrayList<>();
        for (Set<String> rootsOfStage : roots.subList(0, roots.size() - 1)) {
            Set<String> stage = new HashSet<>(dependencies.closure(rootsOfStage));
            stage.retainAll(left);
            left.removeAll(stage);
            stages.add(Set.copyOf(stage));
        }
        stages.add(Set.copyOf(left));
        return List.copyOf(stages);
    }
}
