package io.lamplighter.controller.checkin;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many polls there were, by what became of them. */
@Singleton
public final class PollCounts {
    /** What became of a poll. */
    public enum Result {
        UNCHANGED,
        CHANGED,
        REFUSED;

        /** The metric label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

    PollCounts() {
        for (Result result : Result.values()) {
            counts.put(result, new LongAdder());
        }
    }

    void count(Result result) {
        adder(result).increment();
    }

    public long of(Result result) {
        return adder(result).sum();
    }

    private LongAdder adder(Result result) {
        return Objects.requireNonNull(counts.get(result));
    }
}
