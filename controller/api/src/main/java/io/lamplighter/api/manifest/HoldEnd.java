package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** When a hold ends: with a day in UTC, {@code 2026-12-24}, or at an instant, {@code 2026-12-24T08:00:00Z}. */
public record HoldEnd(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldEnd {
        instant(text);
    }

    public Instant instant() {
        return instant(text);
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "until is the last day, like 2026-12-24, or a time, like 2026-12-24T08:00:00Z; found \"" + text
                            + "\"",
                    e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
