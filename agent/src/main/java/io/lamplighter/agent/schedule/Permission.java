package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Hindrance;
import java.time.Instant;
import java.util.List;

/** Whether a change may begin now. */
public sealed interface Permission {
    record Granted() implements Permission {}

    /**
     * Not now.
     *
     * @param why everything that is in the way
     * @param until when to ask again, later than now
     */
    record Held(List<Hindrance> why, Instant until) implements Permission {
        public Held {
            why = List.copyOf(why);
        }
    }
}
