package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names of packages: {@code torch}, or by their beginning, {@code nvidia-*}. */
public record PackagePattern(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?|[a-z0-9][a-z0-9-]*\\*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackagePattern {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a package is named in lower case with dashes, like torch, or by its beginning, like nvidia-*;"
                            + " found \"" + text + "\"");
        }
    }

    /** Whether a normalized name is one of these. */
    public boolean covers(String name) {
        return text.endsWith("*") ? name.startsWith(text.substring(0, text.length() - 1)) : name.equals(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
