package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A build of torch as its index names it: {@code cpu}, {@code cu126}. */
public record BuildName(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("cpu|cu\\d{2,3}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BuildName {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("a build is cpu or cu and digits, like cu126; found \"" + text + "\"");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
