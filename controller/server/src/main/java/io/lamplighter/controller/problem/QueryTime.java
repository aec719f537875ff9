package io.lamplighter.controller.problem;

import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads times in queries. */
public final class QueryTime {
    private QueryTime() {}

    /**
     * A time with its offset.
     *
     * @throws Unreadable when it is none
     */
    public static Instant read(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable(
                    parameter + " is no time: \"" + text + "\"",
                    "give one with its offset, like 2026-12-01T18:00:00+01:00");
        }
    }
}
