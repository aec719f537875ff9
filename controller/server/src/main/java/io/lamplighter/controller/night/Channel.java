package io.lamplighter.controller.night;

import io.lamplighter.api.night.NightMessage;

/** A way by which people are told of a night. */
interface Channel {
    /** As the database knows it; one that stays. */
    String name();

    boolean isConfigured();

    /**
     * Tells it once.
     *
     * @param id the same for each try of one morning, so that whoever gets it twice can know
     * @throws Undelivered when it did not arrive, as far as is known
     */
    void send(String id, NightMessage message) throws Undelivered, InterruptedException;

    /** Why a message did not arrive. */
    final class Undelivered extends Exception {
        private static final long serialVersionUID = 1;

        Undelivered(String message) {
            super(message);
        }

        Undelivered(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
