package io.lamplighter.controller.machine;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What machines have in common that get the same environments, the same sources and the same plans.
 *
 * @param planning digest of their planning facts
 * @param accepts what their agents last said they understand; absent until their first poll
 * @param alone the only machine of the kind, where something that no other has decides about it; else absent
 */
public record Kind(
        Map<String, String> labels,
        Sha256 planning,
        @Nullable String accepts,
        @Nullable MachineId alone) {
    public Kind {
        labels = Map.copyOf(labels);
    }
}
