package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Window;
import java.time.Duration;
import java.time.Instant;

/** What a machine may do in place of a window for which it was not there. */
sealed interface StandIn {
    /** Its time has begun, and is not over. */
    record Begun(Window window, Opening missed) implements StandIn {}

    /** It began when the machine was booted, a little while ago. */
    record Booted(Window window, Opening missed, Instant at) implements StandIn {}

    /** It begins as soon as nobody uses the machine. */
    record OnceIdle(Window window, Opening missed) implements StandIn {}

    Window window();

    Opening missed();

    /** Whether a time that began lasts still: as long as the window would have. */
    static boolean lasts(Opening missed, Instant began, Instant now) {
        Duration length = Duration.between(missed.opens(), missed.closes());
        return !now.isBefore(began) && now.isBefore(began.plus(length));
    }
}
