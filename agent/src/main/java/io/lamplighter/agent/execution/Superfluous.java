package io.lamplighter.agent.execution;

import io.lamplighter.agent.execution.Activations.Stay;
import io.lamplighter.api.name.GenerationName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which generations of an environment nobody needs; pure. Whether somebody uses them is another question. */
final class Superfluous {
    private Superfluous() {}

    /** All but the newest few, and of those only what another replaced before an instant; the oldest first. */
    static List<GenerationRecord> inTime(
            List<GenerationRecord> verified,
            Optional<GenerationName> current,
            List<Activation> history,
            int retain,
            Instant before) {
        List<GenerationRecord> newestFirst = newestFirst(verified);
        List<GenerationRecord> old = new ArrayList<>();
        for (int i = Math.max(retain, 1); i < newestFirst.size(); i++) {
            GenerationRecord candidate = newestFirst.get(i);
            Instant replaced = replacedAt(candidate.generation(), history)
                    .orElse(newestFirst.get(i - 1).verifiedAt()); // nobody wrote it down
            if (replaced.isBefore(before) && !current.equals(Optional.of(candidate.generation()))) {
                old.add(candidate);
            }
        }
        return old.reversed();
    }

    private static Optional<Instant> replacedAt(GenerationName generation, List<Activation> history) {
        return Activations.last(history, generation).map(Stay::next).map(Activation::at);
    }

    private static List<GenerationRecord> newestFirst(List<GenerationRecord> verified) {
        return verified.stream()
                .sorted(Comparator.comparingLong((GenerationRecord each) -> Generations.number(each.generation()))
                        .reversed())
                .toList();
    }
}
