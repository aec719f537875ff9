package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.machine.Kind;
import java.util.List;

/**
 * The placements of one environment on machines of one kind, as far as they came in the same way.
 *
 * @param example of them; only what decides about its plan is read: revisions, plans, resolution and retirement
 * @param machines how many there are
 * @param examples the first and the last of the machines' names
 */
record PlacementsAlike(Kind kind, Placement example, int machines, List<MachineName> examples) {
    PlacementsAlike {
        examples = List.copyOf(examples);
    }
}
