package io.lamplighter.api.schedule;

import io.lamplighter.api.name.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schedule on one machine, for whoever asks again and again: between two moments at which a window opens or closes
 * the answer is the same. A time before the last one, as when a clock is set back, is worked out anew.
 */
public final class Openings {
    /** How long nothing is to be expected of a schedule without any further window. */
    private static final Duration LONG = Duration.ofDays(1);

    private final Schedule schedule;
    private final MachineId machine;
    private volatile Known last = Known.of(new Answer(Instant.MAX, Instant.MIN, null, null));

    public Openings(Schedule schedule, MachineId machine) {
        this.schedule = schedule;
        this.machine = machine;
    }

    /**
     * What is so from {@code since} until before {@code until}.
     *
     * @param opened the window that is open; absent where none is
     * @param opening the one that opens next; absent where none does
     */
    public record Answer(
            Instant since,
            Instant until,
            @Nullable Opening opened,
            @Nullable Opening opening) {
        public Optional<Opening> open() {
            return Optional.ofNullable(opened);
        }

        public Optional<Opening> next() {
            return Optional.ofNullable(opening);
        }

        private boolean isFor(Instant time) {
            return !time.isBefore(since) && time.isBefore(until);
        }
    }

    /** An answer, and when its windows were open before as far as somebody asked. */
    private record Known(Answer answer, Map<Window, Optional<Opening>> closed) {
        static Known of(Answer answer) {
            return new Known(answer, new ConcurrentHashMap<>());
        }
    }

    public Schedule schedule() {
        return schedule;
    }

    public Answer at(Instant time) {
        return known(time).answer();
    }

    /** The last time that one of the windows was open and is closed again, while none is open. */
    public Optional<Opening> lastClosed(Window window, Instant time) {
        return known(time).closed().computeIfAbsent(window, asked -> schedule.lastClosed(asked, time, machine));
    }

    private Known known(Instant time) {
        Known known = last;
        if (!known.answer().isFor(time)) {
            known = Known.of(answer(time));
            last = known;
        }
        return known;
    }

    private Answer answer(Instant time) {
        Optional<Opening> open = schedule.openAt(time, machine);
        Optional<Opening> next = schedule.nextAfter(time, machine);
        Instant until = Stream.concat(open.map(Opening::closes).stream(), next.map(Opening::opens).stream())
                .min(Comparator.naturalOrder())
                .orElse(time.plus(LONG));
        return new Answer(time, until, open.orElse(null), next.orElse(null));
    }
}
