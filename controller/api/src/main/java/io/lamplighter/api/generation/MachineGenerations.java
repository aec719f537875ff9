package io.lamplighter.api.generation;

import io.lamplighter.api.name.MachineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All generations of a machine, for operators.
 *
 * @param reportedAt when the machine told of them; absent while it has not
 * @param report absent while there is none
 */
public record MachineGenerations(
        MachineName machine,
        @Nullable Instant reportedAt,
        @Nullable GenerationsReport report) {}
