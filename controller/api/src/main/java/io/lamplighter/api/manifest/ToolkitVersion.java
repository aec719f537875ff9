package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A release of CUDA or cuDNN as NVIDIA counts them: {@code 12.6.3}, {@code 10.2.89}, {@code 9.5.1.17}. */
public record ToolkitVersion(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){2,3}");
    private static final int IN_HEADERS = 3;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolkitVersion {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a whole version is wanted, three numbers at least, like 12.6.3; found \"" + text + "\"");
        }
    }

    /** {@code 12.6}: what a compiler calls its release. */
    public String series() {
        return first(2);
    }

    /** Three numbers: what the headers of a library say of it. */
    public String release() {
        return first(IN_HEADERS);
    }

    private String first(int count) {
        String[] numbers = text.split("\\.", -1);
        return String.join(".", Arrays.copyOf(numbers, Math.min(count, numbers.length)));
    }

    @Override
    public String toString() {
        return text;
    }
}
