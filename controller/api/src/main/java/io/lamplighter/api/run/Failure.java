package io.lamplighter.api.run;

import org.jspecify.annotations.Nullable;

/**
 * Why a run failed.
 *
 * @param signature groups failures that have one cause
 * @param message what happened, in one sentence
 * @param cause why that happens, in general; absent where the catalogue does not say, and from older agents
 * @param remedy the next step for a person
 * @param remedyClass what the remedy takes; absent from older agents
 * @param log the last lines of the program that failed, without credentials; may be empty
 */
public record Failure(
        Signature signature,
        String message,
        @Nullable String cause,
        String remedy,
        @Nullable RemedyClass remedyClass,
        String log) {
    /** The same without the program's words. */
    public Failure withoutLog() {
        return new Failure(signature, message, cause, remedy, remedyClass, "");
    }
}
