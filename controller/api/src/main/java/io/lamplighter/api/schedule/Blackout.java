package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Days without windows: one, {@code 2026-12-24}, or from one to another, both among them,
 * {@code 2026-12-24/2027-01-02}.
 */
public record Blackout(@JsonValue String text) {
    private static final String TO = "/";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Blackout {
        if (last(text).isBefore(first(text))) {
            throw new IllegalArgumentException("a blackout ends before it begins: \"" + text + "\"");
        }
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(first(text)) && !day.isAfter(last(text));
    }

    public LocalDate first() {
        return first(text);
    }

    public LocalDate last() {
        return last(text);
    }

    private static LocalDate first(String text) {
        return day(text, text.contains(TO) ? text.substring(0, text.indexOf(TO)) : text);
    }

    private static LocalDate last(String text) {
        return day(text, text.substring(text.indexOf(TO) + 1));
    }

    private static LocalDate day(String text, String part) {
        try {
            return LocalDate.parse(part);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a blackout is a day like 2026-12-24, or two with a / between them; found \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
