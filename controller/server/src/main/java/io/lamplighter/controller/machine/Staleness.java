package io.lamplighter.controller.machine;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Whether a machine was not heard of for so long that what is known of it may be old news. */
@Singleton
public final class Staleness {
    private static final int MISSED_POLLS = 3;

    private final CheckinConfig config;
    private final InstantSource clock;

    public Staleness(CheckinConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Machines that were last seen before this are stale; a poll takes until the next flush to be known here. */
    public Instant limit() {
        return clock.instant()
                .minus(config.pollInterval().multipliedBy(MISSED_POLLS))
                .minus(config.flushInterval());
    }

    public boolean isStale(Machine machine) {
        Instant seen = machine.lastSeen();
        return (seen == null ? machine.enrolledAt() : seen).isBefore(limit());
    }
}
