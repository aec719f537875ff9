package io.lamplighter.agent.failure;

import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the error catalogue.
 *
 * @param message what happened, one sentence without its full stop
 * @param cause why that happens; absent where nobody can say in general
 * @param retry whether trying the same again later can help without a person
 * @param match each looked for in single lines; empty for what the code itself names
 * @param detail whose first group tells two causes apart
 * @param sources where the words were read
 * @param examples that must be recognised as this one
 */
public record KnownFailure(
        String id,
        RemedyClass remedyClass,
        boolean retry,
        String message,
        @Nullable String cause,
        String remedy,
        List<LinePattern> match,
        List<LinePattern> detail,
        List<String> sources,
        List<String> examples) {
    public KnownFailure {
        match = List.copyOf(match);
        detail = List.copyOf(detail);
        sources = List.copyOf(sources);
        examples = List.copyOf(examples);
    }

    /**
     * What it means.
     *
     * @param found what tells two causes apart; empty for nothing
     */
    public Diagnosis diagnosis(String found) {
        boolean bare = found.isBlank();
        return new Diagnosis(
                new Signature(bare ? id : id + ":" + found),
                bare ? message + "." : message + ": " + found + ".",
                cause == null ? null : cause + ".",
                remedy,
                remedyClass,
                retry);
    }

    boolean isIn(String line) {
        return match.stream().anyMatch(pattern -> pattern.isIn(line));
    }

    /** What the pattern at a place tells of a line; null when it does not match. */
    @Nullable
    String detailIn(String line, int place) {
        return detail.get(place).groupIn(line);
    }
}
