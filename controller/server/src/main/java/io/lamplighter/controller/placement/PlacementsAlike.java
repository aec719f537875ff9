package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.machine.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The placements of one environment on machines of one kind, as far as they came in the same way.
 *
 * @param room of the machines, as in {@link io.lamplighter.controller.machine.Population}
 * @param example of them; only what decides about its plan is read: revisions, plans, resolution and retirement
 * @param machines how many there are
 * @param examples the first and the last of the machines' names
 */
record PlacementsAlike(Kind kind, @Nullable Long room, Placement example, int machines, List<MachineName> examples) {
    PlacementsAlike {
        examples = List.copyOf(examples);
    }
}
