package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What an operator gives a label: 1 to 63 letters, digits, dots, dashes and underscores, or nothing to take it away.
 */
public record LabelValue(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LabelValue {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("a label's value is 1 to 63 letters, digits, dots, dashes and"
                    + " underscores, or \"\" to take the label away; found \"" + text + "\"");
        }
    }

    /** Whether the label is to go. */
    boolean isNone() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
