package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.api.machine.FactLabel;
import java.util.regex.Pattern;

/** The name of a label that operators give. What sources and credentials hang on is selected by these alone. */
public record LabelName(@JsonValue String text) implements Comparable<LabelName> {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LabelName {
        if (text.startsWith(FactLabel.PREFIX)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is computed from what a machine says of itself: no"
                            + " operator sets it, and no source or credential is given by it; name a label that an operator gave");
        }
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a label's name is 1 to 63 letters, digits, dots, dashes and underscores;" + " found \"" + text
                            + "\"");
        }
    }

    @Override
    public int compareTo(LabelName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
