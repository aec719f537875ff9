package io.lamplighter.agent.execution;

import io.lamplighter.api.name.GenerationName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A generation that stands already: a run verifies it anew and goes to it, instead of building one.
 *
 * @param asked whether an operator wants this one: it is then this one or none, and no other is built
 */
record Standing(GenerationName generation, boolean asked) {
    /**
     * What a run for an environment begins with: the generation that is wanted by name, or the newest of the plan that
     * is not in use; empty when one must be built.
     *
     * @param current the generation in use
     * @param altered whether that one was altered: then its like are not trusted either
     */
    static Optional<Standing> of(
            Wanted wanted, List<GenerationRecord> verified, Optional<GenerationName> current, boolean altered) {
        GenerationName pinned = wanted.pinned();
        if (pinned != null) {
            return Optional.of(new Standing(pinned, true));
        }
        return verified.stream()
                .filter(each -> !altered && wanted.isMadeOf(each))
                .map(GenerationRecord::generation)
                .filter(each -> !current.equals(Optional.of(each)))
                .max(Comparator.comparingLong(Generations::number))
                .map(newest -> new Standing(newest, false));
    }
}
