package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.Optional;

/**
 * A time that comes again and again in which machines may change.
 *
 * <p>It happens once for each minute of {@code cron} on the local time line, whatever the clocks do: a time that they
 * leave out is the moment at which they leap, and one that they show twice is the first of the two. From there on it
 * lasts as long as it says, in time that passes.
 *
 * @param duration until it closes, the same moment for every machine
 * @param splay machines begin within so long after it opens, each always equally late
 * @param missed what stands in for it on a machine that was off or asleep for all of it
 * @param wake what wakes such a machine for it
 */
public record Window(
        CronExpression cron,
        ZoneName zone,
        TimeSpan duration,
        @JsonProperty(defaultValue = "0m") TimeSpan splay,
        @JsonProperty(defaultValue = "skip") Missed missed,
        @JsonProperty(defaultValue = "none") Wake wake) {
    private static final Duration LONGEST = Duration.ofDays(7);

    /** The local time line is ahead of what the clock shows by one overlap at most. */
    private static final Duration LONGEST_OVERLAP = Duration.ofHours(3);

    public Window {
        missed = Objects.requireNonNullElse(missed, Missed.SKIP); // absent on the wire of before there was a choice
        wake = Objects.requireNonNullElse(wake, Wake.NONE); // likewise
        if (duration.duration().compareTo(LONGEST) > 0 || !duration.duration().isPositive()) {
            throw new IllegalArgumentException("a window's duration is up to 7d; found " + duration);
        }
        if (splay.duration().compareTo(duration.duration()) >= 0) {
            throw new IllegalArgumentException(
                    "a window's splay is shorter than its duration, or some machines would have no window; found splay "
                            + splay + " and duration " + duration);
        }
    }

    /** One that nobody is woken for. */
    public Window(CronExpression cron, ZoneName zone, TimeSpan duration, TimeSpan splay, Missed missed) {
        this(cron, zone, duration, splay, missed, Wake.NONE);
    }

    /** One that nothing stands in for. */
    public Window(CronExpression cron, ZoneName zone, TimeSpan duration, TimeSpan splay) {
        this(cron, zone, duration, splay, Missed.SKIP);
    }

    /** What a machine does that was not there for a whole window. */
    public enum Missed {
        /** It waits for the next one. */
        @JsonProperty("skip")
        @JsonEnumDefaultValue
        SKIP,
        /** It takes the first time at which nobody uses it, for as long as the window would have been open. */
        @JsonProperty("nextIdle")
        NEXT_IDLE,
        /** It takes the time from when it is booted, for as long as the window would have been open. */
        @JsonProperty("nextBoot")
        NEXT_BOOT
    }

    /** How a machine comes to be there that is off or asleep. */
    public enum Wake {
        @JsonProperty("none")
        @JsonEnumDefaultValue
        NONE,
        /** By an alarm of its own clock, which the agent sets while it is there. */
        @JsonProperty("rtc")
        RTC,
        /** By a packet from the controller, while the machine is not there. */
        @JsonProperty("lan")
        LAN
    }

    /** The same times, whatever is done about those that were missed. */
    public Window withoutStandIn() {
        return new Window(cron, zone, duration, splay);
    }

    /** The last one that has opened at a time, whether or not it is closed already. */
    Optional<Opening> upTo(Instant time, MachineId machine) {
        Instant latest = time.minus(delay(machine));
        Optional<LocalDateTime> nominal = cron.upTo(local(latest).plus(LONGEST_OVERLAP));
        while (nominal.isPresent() && instant(nominal.get()).isAfter(latest)) {
            nominal = cron.upTo(nominal.get().minusMinutes(1));
        }
        return nominal.map(start -> opening(start, machine));
    }

    /** The first one that opens after a time. */
    Optional<Opening> after(Instant time, MachineId machine) {
        Instant earliest = time.minus(delay(machine));
        Optional<LocalDateTime> nominal = cron.after(local(earliest).minus(LONGEST_OVERLAP));
        while (nominal.isPresent() && !instant(nominal.get()).isAfter(earliest)) {
            nominal = cron.after(nominal.get());
        }
        return nominal.map(start -> opening(start, machine));
    }

    LocalDateTime local(Instant time) {
        return LocalDateTime.ofInstant(time, zone.zone());
    }

    /** When the clocks show a local time: those in a gap all are the moment of the leap. */
    Instant instant(LocalDateTime local) {
        ZoneRules rules = zone.zone().getRules();
        ZoneOffsetTransition leap = rules.getTransition(local);
        if (leap != null && leap.isGap()) {
            return leap.getInstant();
        }
        ZoneOffset offset = leap == null ? rules.getOffset(local) : leap.getOffsetBefore();
        return local.toInstant(offset);
    }

    private Opening opening(LocalDateTime nominal, MachineId machine) {
        Instant start = instant(nominal);
        return new Opening(start.plus(delay(machine)), start.plus(duration.duration()));
    }

    private Duration delay(MachineId machine) {
        long seconds = splay.duration().toSeconds();
        return seconds == 0
                ? Duration.ZERO
                : Duration.ofSeconds(
                        Long.parseUnsignedLong(Sha256.of(machine.value()).hex(), 0, 15, 16) % seconds);
    }
}
