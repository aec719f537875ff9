package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as operators write it, {@code 45m}, {@code 3h}, {@code 1h30m}, {@code 7d}; a day is 24 hours. */
public record TimeSpan(@JsonValue String text) {
    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TimeSpan {
        Matcher parts = PARTS.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException(
                    "a length of time is days, hours, minutes, seconds, like 7d, 3h, 45m, 1h30m; found \"" + text
                            + "\"");
        }
    }

    public Duration duration() {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("not a length of time: " + text);
        }
        return Duration.ofDays(number(parts, 1))
                .plusHours(number(parts, 2))
                .plusMinutes(number(parts, 3))
                .plusSeconds(number(parts, 4));
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    @Override
    public String toString() {
        return text;
    }
}
