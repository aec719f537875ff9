package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The last day of something, {@code 2027-03-31}. It ends with that day, in UTC. */
public record Expiry(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Expiry {
        day(text);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(day(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expires is the last day, like 2027-03-31; found \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
