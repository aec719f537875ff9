package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** A time zone of IANA's database, {@code Europe/Berlin}, or {@code UTC}. */
public record ZoneName(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ZoneName {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException("zone is a time zone like Europe/Berlin or UTC; found \"" + text + "\""
                    + nearest(text).map(zone -> "; did you mean " + zone + "?").orElse(""));
        }
    }

    /** The zone's rules as this Java knows them. */
    public ZoneId zone() {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalStateException("a zone that is there and is none: " + text, e);
        }
    }

    /** People write the city alone, or in lower case. */
    private static Optional<String> nearest(String text) {
        String wanted = "/" + text.toLowerCase(Locale.ROOT).replace(' ', '_');
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> ("/" + zone.toLowerCase(Locale.ROOT)).endsWith(wanted))
                .min(String::compareTo);
    }

    @Override
    public String toString() {
        return text;
    }
}
