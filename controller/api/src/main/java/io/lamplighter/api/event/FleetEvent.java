package io.lamplighter.api.event;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.run.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of what {@code lamp events} tells: a {@link Happening} with its place among all others.
 *
 * @param number higher than that of every event that was known before: what follows it is news
 * @param at when it happened; of runs as the machine's clock says it, so that a night without the controller is told
 *     with its own times
 */
public record FleetEvent(
        long number,
        Instant at,
        EventReason reason,
        @Nullable MachineName machine,
        @Nullable EnvironmentName environment,
        @Nullable String from,
        @Nullable String to,
        @Nullable Signature signature,
        @Nullable String remedy,
        String detail) {
    public static FleetEvent of(long number, Instant at, Happening what) {
        return new FleetEvent(
                number,
                at,
                what.reason(),
                what.machine(),
                what.environment(),
                what.from(),
                what.to(),
                what.signature(),
                what.remedy(),
                what.detail());
    }
}
