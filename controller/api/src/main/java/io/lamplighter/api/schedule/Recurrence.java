package io.lamplighter.api.schedule;

import io.lamplighter.api.name.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time that comes again and again and is the same for everybody: {@link Window} without what tells machines apart.
 *
 * @param duration until it is over, up to seven days
 */
public record Recurrence(CronExpression cron, ZoneName zone, TimeSpan duration) {
    private static final TimeSpan NO_SPLAY = new TimeSpan("0m");

    /** Without splay a window opens at the same moment for every machine. */
    private static final MachineId ANYBODY = new MachineId("00000000-0000-7000-8000-000000000000");

    public Recurrence {
        schedule(cron, zone, duration);
    }

    /** The one that a time is in; of several the one that is over last. */
    public Optional<Opening> at(Instant time) {
        return schedule(cron, zone, duration).openAt(time, ANYBODY);
    }

    private static Schedule schedule(CronExpression cron, ZoneName zone, TimeSpan duration) {
        return new Schedule(List.of(new Window(cron, zone, duration, NO_SPLAY)), List.of(), Gates.NONE);
    }
}
