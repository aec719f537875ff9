package io.lamplighter.agent.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source counts as reachable. It stops to only after three failures in ten minutes, so that an outage does
 * not plan a fleet anew; the first answer makes it so again.
 *
 * @param failures since the last answer, none older than ten minutes
 * @param reason of the last failure, while it counts as unreachable
 */
record Reachability(
        boolean reachable, List<Instant> failures, @Nullable String reason) {
    static final int FAILURES = 3;
    static final Duration WITHIN = Duration.ofMinutes(10);

    Reachability {
        failures = List.copyOf(failures);
    }

    /** Of a source never looked at: a new machine takes what it sees, and does not wait ten minutes. */
    static Reachability first(Look look) {
        return switch (look) {
            case Look.Answered() -> new Reachability(true, List.of(), null);
            case Look.Failed(String reason) -> new Reachability(false, List.of(), reason);
        };
    }

    Reachability after(Look look, Instant now) {
        return switch (look) {
            case Look.Answered() -> new Reachability(true, List.of(), null);
            case Look.Failed(String why)
            when !reachable -> new Reachability(false, List.of(), reason == null ? why : reason);
            case Look.Failed(String why) -> {
                List<Instant> recent = Stream.concat(
                                failures.stream().filter(failure -> !failure.isBefore(now.minus(WITHIN))),
                                Stream.of(now))
                        .toList();
                yield recent.size() >= FAILURES
                        ? new Reachability(false, List.of(), why)
                        : new Reachability(true, recent, null);
            }
        };
    }

    /** What one request found. */
    sealed interface Look {
        record Answered() implements Look {}

        record Failed(String reason) implements Look {}
    }
}
