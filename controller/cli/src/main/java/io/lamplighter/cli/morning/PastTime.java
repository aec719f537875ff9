package io.lamplighter.cli.morning;

import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads {@code --since}: how long ago, or a time. */
record PastTime(Instant now) {
    Instant read(String text) {
        Optional<Duration> ago = Quantity.duration(text);
        if (ago.isPresent()) {
            return now.minus(ago.get());
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw LampException.badInput(
                    "--since is how long ago, like 8h or 2d, or a time with its offset like 2026-12-01T18:00+01:00, not "
                            + text,
                    "--since 12h");
        }
    }
}
