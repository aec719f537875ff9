package io.lamplighter.agent.failure;

import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.Signature;
import org.jspecify.annotations.Nullable;

/**
 * What a failure is and what can be done.
 *
 * @param message what happened, in one sentence
 * @param cause why that happens; absent where nobody can say in general
 * @param remedy the next step for a person
 * @param remedyClass what the remedy takes
 * @param retry whether the same can succeed later by itself
 */
public record Diagnosis(
        Signature signature,
        String message,
        @Nullable String cause,
        String remedy,
        RemedyClass remedyClass,
        boolean retry) {
    private static final int LOG_LINES = 40;
    private static final int LOG_CHARACTERS = 8_000;

    /** The same with more to read; what is added does not tell causes apart. */
    public Diagnosis adding(String sentence) {
        return new Diagnosis(signature, message + " " + sentence, cause, remedy, remedyClass, retry);
    }

    /** As it is reported, with the end of what the program said. */
    public Failure failure(String log) {
        return new Failure(signature, LogText.lines(message), cause, remedy, remedyClass, ending(LogText.lines(log)));
    }

    private static String ending(String log) {
        var lines = log.strip().lines().toList();
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        return end.substring(Math.max(0, end.length() - LOG_CHARACTERS));
    }
}
