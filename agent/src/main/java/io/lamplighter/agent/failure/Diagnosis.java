package io.lamplighter.agent.failure;

import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.Signature;

/**
 * What a failure is and what can be done.
 *
 * @param message what happened, in one sentence
 * @param remedy the next step for a person
 * @param retry whether the same can succeed later by itself
 */
public record Diagnosis(Signature signature, String message, String remedy, boolean retry) {
    private static final int LOG_LINES = 40;
    private static final int LOG_CHARACTERS = 8_000;

    /** The same with more to read; what is added does not tell causes apart. */
    public Diagnosis adding(String sentence) {
        return new Diagnosis(signature, message + " " + sentence, remedy, retry);
    }

    /** As it is reported, with the end of what the program said. */
    public Failure failure(String log) {
        return new Failure(signature, message, remedy, ending(Credentials.removed(log)));
    }

    private static String ending(String log) {
        var lines = log.strip().lines().toList();
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        return end.substring(Math.max(0, end.length() - LOG_CHARACTERS));
    }
}
