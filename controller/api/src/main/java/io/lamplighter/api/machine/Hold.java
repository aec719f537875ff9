package io.lamplighter.api.machine;

import java.time.Instant;

/**
 * A machine keeps what it has: nothing is built, switched, removed or collected there. It ends by itself.
 *
 * @param reason for whoever wonders
 */
public record Hold(Instant until, String reason) {
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
