package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gate;

/** What a change is about to do. */
public enum Moment {
    /** It begins: a window must be open, and every gate. */
    BEGIN,
    /**
     * It puts what is built and verified into use. The window in which it began may be over by then, and running jobs
     * keep their generation: only people, and files by which somebody says so, are in the way.
     */
    SWITCH,
    /** It looks whether what is in use still works: at any time, and under gates but for room. */
    PROVE,
    /** It goes on with what it began: nothing but a freeze is in the way. */
    GO_ON;

    boolean asks(Gate gate) {
        return switch (gate) {
            case USERS, FILE_PRESENT, FILE_ABSENT -> this != GO_ON;
            case GPU, LOAD, POWER -> this == BEGIN || this == PROVE;
            case DISK_FREE -> this == BEGIN;
        };
    }
}
