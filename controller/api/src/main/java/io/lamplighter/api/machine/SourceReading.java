package io.lamplighter.api.machine;

import io.lamplighter.api.name.SourceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine saw of a source. It changes to unreachable only after three failures in ten minutes, so that an outage
 * does not plan a fleet anew.
 *
 * @param builds which builds a PyTorch-style tree was seen to carry; empty where that was not looked at
 * @param reason why it cannot be reached
 */
public record SourceReading(
        SourceName name,
        boolean reachable,
        List<String> builds,
        @Nullable String reason) {
    public SourceReading {
        builds = List.copyOf(builds);
    }
}
