package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gate;

/** What a change is about to do. */
public enum Moment {
    /** It begins: a window must be open, and every gate. */
    BEGIN,
    /** It begins behind whoever uses the machine: a window must be open, and the gates that are not about them. */
    BEGIN_BEHIND,
    /** It proves something on the GPUs, which takes seconds: nobody may use them, nor the machine. */
    PROVE,
    /**
     * It puts what is built and verified into use. The window in which it began may be over by then, and running jobs
     * keep their generation: only people, and files by which somebody says so, are in the way.
     */
    SWITCH,
    /** It goes on with what it began: nothing but a freeze is in the way. */
    GO_ON;

    boolean asksForAWindow() {
        return this == BEGIN || this == BEGIN_BEHIND;
    }

    /** What is built and proved already asks no driver. */
    boolean needsGpus() {
        return this == BEGIN || this == BEGIN_BEHIND || this == PROVE;
    }

    boolean asks(Gate gate) {
        return switch (gate) {
            case FILE_PRESENT, FILE_ABSENT -> this != GO_ON;
            case USERS -> this == BEGIN || this == PROVE || this == SWITCH;
            case GPU -> this == BEGIN || this == PROVE;
            case LOAD -> this == BEGIN;
            case DISK_FREE, POWER -> asksForAWindow();
        };
    }
}
