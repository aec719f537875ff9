package io.lamplighter.agent.health;

import java.time.Duration;
import java.util.Set;

/**
 * Where checks begin to find something wrong, and which are not made.
 *
 * @param off ids of checks that are not made
 * @param throttledFor how long clocks must be held back
 * @param narrowFor how long a link must be narrow under load
 * @param busyPercent from which utilization on a GPU is under load
 * @param fanStillFor how long a fan must stand still
 * @param fanStillCelsius from which temperature on it should not
 * @param heldFor how long memory must be in use by nobody
 * @param heldBytes from how much of it on; a driver keeps some for itself, and an old one counts that as used
 * @param xidsFor how long a critical error is told of
 * @param updateBytes what an update may take, at least
 */
public record HealthLimits(
        Set<String> off,
        Duration throttledFor,
        Duration narrowFor,
        int busyPercent,
        Duration fanStillFor,
        int fanStillCelsius,
        Duration heldFor,
        long heldBytes,
        Duration xidsFor,
        long updateBytes) {
    /** Where nothing is configured. */
    public static final HealthLimits USUAL = new HealthLimits(
            Set.of(),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            50,
            Duration.ofMinutes(1),
            80,
            Duration.ofMinutes(10),
            1L << 30,
            Duration.ofDays(1),
            5L << 30);

    public HealthLimits {
        off = Set.copyOf(off);
    }

    /** Of what needs not hold before it is said. */
    Duration atOnce() {
        return Duration.ZERO;
    }
}
