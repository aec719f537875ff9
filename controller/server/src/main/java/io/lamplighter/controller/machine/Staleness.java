package io.lamplighter.controller.machine;

import io.lamplighter.api.manifest.Availability;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

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

    /** Whether nothing is heard of a machine that should be on, or of which nobody says that it may be off. */
    public boolean isStale(Machine machine) {
        Instant seen = machine.lastSeen();
        return (seen == null ? machine.enrolledAt() : seen).isBefore(limit()) && isNews(machine.availability());
    }

    /** Whether it would be news that a machine is silent: it should be on all the time that it is waited for. */
    public boolean isNews(@Nullable Availability availability) {
        return availability == null || availability.expects(limit(), clock.instant());
    }
}
