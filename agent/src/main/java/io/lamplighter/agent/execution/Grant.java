package io.lamplighter.agent.execution;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.SolveLimits;
import java.time.Duration;

/** What came of a claim. */
public sealed interface Grant {
    /** This machine is the plan's pathfinder, under an epoch. */
    record Solve(long epoch, SolveLimits limits) implements Grant {
        /** Within what the plan says. */
        public Solve(long epoch) {
            this(epoch, SolveLimits.NONE);
        }
    }

    record Install(LockDocument lock) implements Grant {}

    /** Not now: another machine is at it, or the plan is not wanted any more. */
    record Later(Duration askAgain, String why) implements Grant {}

    /** Nothing is to be solved anew. */
    record Current(Duration askAgain, String why) implements Grant {}

    /** Nobody answers, which may pass. */
    record Away(String why) implements Grant {}

    /** Nobody can answer. */
    record Alone(String why) implements Grant {}
}
