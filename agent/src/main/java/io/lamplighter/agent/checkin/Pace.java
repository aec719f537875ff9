package io.lamplighter.agent.checkin;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to speak next: as the controller said, and after failures ever more slowly, never all machines at once.
 *
 * @param failures in a row
 */
record Pace(int failures, Duration base) {
    static final Pace START = new Pace(0, Duration.ZERO);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SLOWEST = Duration.ofMinutes(1);
    private static final Duration FOR_A_PERSON = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 6;
    private static final double JITTER = 0.1;

    Pace after(Turn turn) {
        return switch (turn) {
            case Turn.Settled(Duration untilNext) -> new Pace(0, untilNext);
            case Turn.Again() -> new Pace(0, SOON);
            case Turn.NotReady _ -> new Pace(0, SOON);
            case Turn.Refused _ -> new Pace(0, FOR_A_PERSON);
            case Turn.Unreachable _ -> {
                Duration doubled = SOON.multipliedBy(1L << Math.min(failures, DOUBLINGS));
                yield new Pace(failures + 1, doubled.compareTo(SLOWEST) < 0 ? doubled : SLOWEST);
            }
        };
    }

    /** Up to a tenth more or less than the base. */
    Duration delay(RandomGenerator random) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(base.toMillis() * factor));
    }
}
