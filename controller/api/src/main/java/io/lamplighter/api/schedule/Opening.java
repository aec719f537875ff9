package io.lamplighter.api.schedule;

import java.time.Instant;

/** One time that a window is open on one machine, from {@code opens} until before {@code closes}. */
public record Opening(Instant opens, Instant closes) {
    public Opening {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("a window closes after it opens: " + opens + ", " + closes);
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(opens) && time.isBefore(closes);
    }
}
