package io.lamplighter.controller.metrics;

import io.lamplighter.controller.machine.PresenceStore.Silence;
import java.util.Locale;

/** Whether a machine is heard of, and what it means when it is not. */
enum Presence {
    /** It polled lately. */
    CURRENT,
    /** It is silent, and may be: nobody is to be told. */
    OFF,
    /** It is silent, and nobody says when it should be on. */
    STALE,
    /** It is silent, and should be on. */
    MISSING;

    /**
     * That of machines that are not heard of.
     *
     * @param news whether that is news; those that nobody called stale yet may still be heard of
     */
    static Presence of(Silence silence, boolean news) {
        if (!silence.stale()) {
            return news ? CURRENT : OFF;
        }
        return silence.availability() == null ? STALE : MISSING;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
