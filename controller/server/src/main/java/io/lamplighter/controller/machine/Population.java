package io.lamplighter.controller.machine;

import io.lamplighter.api.name.MachineName;
import java.util.List;

/**
 * The machines of a kind.
 *
 * @param examples the first and the last of their names
 */
public record Population(Kind kind, int machines, List<MachineName> examples) {
    public Population {
        examples = List.copyOf(examples);
    }
}
