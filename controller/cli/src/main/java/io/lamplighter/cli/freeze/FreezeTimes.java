package io.lamplighter.cli.freeze;

import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads when a freeze begins and ends. */
record FreezeTimes(Instant now) {
    Instant begin(String option, String text) {
        return read(option, text, 0);
    }

    /** Of a day its end. */
    Instant end(String option, String text) {
        return read(option, text, 1);
    }

    private Instant read(String option, String text, int daysMore) {
        Optional<Duration> fromNow = Quantity.duration(text);
        if (fromNow.isPresent()) {
            return now.plus(fromNow.get());
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text)
                            .plusDays(daysMore)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw LampException.badInput(
                    option + " is a time with its offset like 2026-12-01T08:00+01:00, a day like 2026-12-01, or a time"
                            + " from now like 3h, not " + text,
                    "lamp freeze GROUP --from 2026-12-01T08:00+01:00 --until 2026-12-01T14:00+01:00");
        }
    }
}
