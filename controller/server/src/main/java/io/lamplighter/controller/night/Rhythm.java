package io.lamplighter.controller.night;

import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Recurrence;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.ZoneName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which morning is to be told at a time, and how long it is tried. */
final class Rhythm {
    /** So late a morning is still told, as when the controller was away; and so long it is tried. */
    private static final TimeSpan LATEST = new TimeSpan("12h");

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Recurrence mornings;

    Rhythm(CronExpression cron, ZoneName zone) {
        mornings = new Recurrence(cron, zone, LATEST);
    }

    /** The last one that is not too long ago. */
    Optional<Instant> due(Instant now) {
        return mornings.at(now).map(Opening::opens);
    }

    /** How long after a try, counted from 1, the next one is made: it doubles up to half an hour. */
    static Duration pause(int tries) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
