package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;

/** Where a file is on a machine, from its root on. */
public record FilePath(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FilePath {
        if (!text.startsWith("/")
                || text.length() > 4096
                || text.chars().anyMatch(Character::isISOControl)
                || !Path.of(text).normalize().toString().equals(text)) {
            throw new IllegalArgumentException(
                    "a file is named by its whole path, like /run/lab/exam; found \"" + text + "\"");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
