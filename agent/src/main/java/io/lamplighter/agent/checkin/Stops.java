package io.lamplighter.agent.checkin;

import org.jspecify.annotations.Nullable;

/** The client wraps what stops its thread. */
final class Stops {
    private Stops() {}

    /** Goes on with what is no more than an answer that did not come. */
    static void requireNone(RuntimeException failure) throws InterruptedException {
        boolean stopped = Thread.interrupted();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            stopped |= cause instanceof InterruptedException;
        }
        if (stopped) {
            throw new InterruptedException("stopped");
        }
    }
}
