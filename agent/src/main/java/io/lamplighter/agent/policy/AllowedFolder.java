package io.lamplighter.agent.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;

/** A folder in which, or below which, something may be. */
public record AllowedFolder(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AllowedFolder {
        if (!value.startsWith("/") || !Path.of(value).normalize().toString().equals(value)) {
            throw new IllegalArgumentException(
                    "a folder is named by its whole path, without . or .. and without a / at its end: \"" + value
                            + "\"");
        }
    }

    boolean holds(String file) {
        return Path.of(file).normalize().startsWith(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
