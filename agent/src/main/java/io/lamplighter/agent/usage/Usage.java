package io.lamplighter.agent.usage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a look at all processes found.
 *
 * @param uses of each folder that is used, one for a process
 * @param unknown how many processes could not be looked at wholly: whether they use anything is not known
 */
public record Usage(Map<Path, List<Use>> uses, int unknown) {
    public Usage {
        uses = Map.copyOf(uses);
    }

    /** Those seen to use a folder. */
    public List<Use> of(Path folder) {
        return uses.getOrDefault(folder, List.of());
    }
}
