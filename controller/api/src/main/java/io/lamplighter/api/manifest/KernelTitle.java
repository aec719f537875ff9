package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.api.name.EnvironmentName;
import java.util.Optional;
import java.util.Set;

/**
 * What Jupyter calls an environment: {@code auto}, {@code none} for no kernel, or the words that people choose it by.
 */
public record KernelTitle(@JsonValue String text) {
    private static final String AUTO = "auto";
    private static final String NONE = "none";
    private static final int LONGEST = 80;

    /** Whoever writes these means another thing than a title. */
    private static final Set<String> NO_TITLES = Set.of("true", "false");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KernelTitle {
        if (text.isBlank()
                || text.length() > LONGEST
                || NO_TITLES.contains(text)
                || !text.strip().equals(text)
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("kernel is auto, none, or a title of up to " + LONGEST
                    + " characters on one line; found \"" + text + "\"");
        }
    }

    /** The words for an environment, {@code Python (torch)} where none are chosen; empty for no kernel. */
    public Optional<String> of(EnvironmentName environment) {
        return switch (text) {
            case NONE -> Optional.empty();
            case AUTO -> Optional.of("Python (" + environment + ")");
            default -> Optional.of(text);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
