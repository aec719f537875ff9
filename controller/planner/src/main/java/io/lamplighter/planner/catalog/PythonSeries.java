package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files are built for: {@code 3.11}. */
public record PythonSeries(int minor) implements Comparable<PythonSeries> {
    private static final Pattern SYNTAX = Pattern.compile("3\\.(\\d{1,3})");
    private static final Pattern BEGINNING = Pattern.compile("3\\.(\\d{1,3})(?!\\d).*");

    /**
     * Reads {@code 3.11}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PythonSeries parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a Python series is like 3.11; found \"" + text + "\"");
        }
        return new PythonSeries(Integer.parseInt(parts.group(1)));
    }

    /** The series of a whole version: 3.11 of {@code 3.11.2}. */
    public static Optional<PythonSeries> find(String version) {
        Matcher beginning = BEGINNING.matcher(version);
        return beginning.matches()
                ? Optional.of(new PythonSeries(Integer.parseInt(beginning.group(1))))
                : Optional.empty();
    }

    @Override
    public int compareTo(PythonSeries other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    @JsonValue
    public String toString() {
        return "3." + minor;
    }
}
