package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as operators write it, {@code 20GiB}, {@code 512MiB}, {@code 20GB}. */
public record ByteSize(@JsonValue String text) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?([KMGT])(i?)B");
    private static final String STEPS = "KMGT";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ByteSize {
        if (!SIZE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a size is a whole number with its unit, like 20GiB or 512MiB; found \"" + text + "\"");
        }
    }

    public long bytes() {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("not a size: " + text);
        }
        long bytes = Long.parseLong(parts.group(1));
        long unit = parts.group(3).isEmpty() ? 1000 : 1024;
        for (int step = 0; step <= STEPS.indexOf(parts.group(2)); step++) {
            bytes *= unit;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return text;
    }
}
