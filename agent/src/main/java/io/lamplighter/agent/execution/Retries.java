package io.lamplighter.agent.execution;

import java.time.Duration;

/** How long to wait before what failed for a passing reason is tried again: twice as long each time, up to a limit. */
record Retries(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    Duration after(int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
