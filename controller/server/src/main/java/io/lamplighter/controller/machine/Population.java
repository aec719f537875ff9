package io.lamplighter.controller.machine;

import io.lamplighter.api.name.MachineName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a kind that have as much room on disk.
 *
 * @param room in bytes, rounded down to what was asked about; absent where it is not known, or was not asked
 * @param examples the first and the last of their names
 */
public record Population(Kind kind, @Nullable Long room, int machines, List<MachineName> examples) {
    public Population {
        examples = List.copyOf(examples);
    }
}
