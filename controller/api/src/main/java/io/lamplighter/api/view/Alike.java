package io.lamplighter.api.view;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.MachineName;
import java.util.List;

/**
 * Machines of which the same is said.
 *
 * @param examples some of their names
 * @param facts what they are planned with, which they have in common
 */
public record Alike(int machines, List<MachineName> examples, PlanningFacts facts) {
    public Alike {
        examples = List.copyOf(examples);
    }
}
