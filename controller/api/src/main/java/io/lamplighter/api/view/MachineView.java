package io.lamplighter.api.view;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An enrolled machine.
 *
 * @param lastSeen the last poll, which reaches the database in batches
 * @param stale whether it is longer ago than three polls
 */
public record MachineView(
        MachineId id,
        MachineName name,
        Map<String, String> labels,
        String agentVersion,
        Instant enrolledAt,
        @Nullable Instant lastSeen,
        boolean stale,
        MachineFacts facts) {
    public MachineView {
        labels = Map.copyOf(labels);
    }
}
