package io.lamplighter.controller.checkin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How many polls there were and how long they took, by what became of them. */
@Singleton
public final class PollCounts {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int CLIENT_ERROR = 4;

    /** What became of a poll. */
    public enum Result {
        UNCHANGED,
        CHANGED,
        /** The agent's mistake. */
        REFUSED,
        /** This controller's mistake, or that of its database. */
        FAILED;

        /** The metric label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** That of an answer with a status of HTTP. */
        static Result of(int status) {
            return switch (status) {
                case OK -> CHANGED;
                case NOT_MODIFIED -> UNCHANGED;
                default -> status / 100 == CLIENT_ERROR ? REFUSED : FAILED;
            };
        }
    }

    private final MeterRegistry meters;
    private final Map<Result, Timer> timers = new EnumMap<>(Result.class);

    PollCounts(MeterRegistry meters) {
        this.meters = meters;
        for (Result result : Result.values()) {
            timers.put(
                    result,
                    Timer.builder("lamplighter.controller.poll")
                            .description("Time from a poll's arrival until its answer is ready, without the network.")
                            .tag("result", result.label())
                            .register(meters));
        }
    }

    /** A poll has arrived. */
    Timer.Sample begin() {
        return Timer.start(meters);
    }

    /** Its answer is ready to be sent. */
    void end(Timer.Sample begun, Result result) {
        begun.stop(timer(result));
    }

    public long of(Result result) {
        return timer(result).count();
    }

    private Timer timer(Result result) {
        return Objects.requireNonNull(timers.get(result));
    }
}
