package io.lamplighter.agent.checkin;

import java.time.Duration;

/** How one conversation with the controller went. */
sealed interface Turn {
    /** Nothing is left to say until the next poll. */
    record Settled(Duration untilNext) implements Turn {}

    /** Something was sent that may change the answer. */
    record Again() implements Turn {}

    /** No answer, or none that can be used. */
    record Unreachable(String reason) implements Turn {}

    /** An answer that only a person can change: what it is, and the next step. */
    record Refused(String message) implements Turn {}

    /** Something of this machine is missing before it can speak. */
    record NotReady(String missing) implements Turn {}
}
