package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files are built for: {@code 3.11}. */
public record PythonSeries(@JsonValue String text) implements Comparable<PythonSeries> {
    private static final Pattern SYNTAX = Pattern.compile("3\\.(\\d{1,3})");
    private static final Pattern BEGINNING = Pattern.compile("(3\\.\\d{1,3})(?!\\d).*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PythonSeries {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("a Python series is like 3.11; found \"" + text + "\"");
        }
    }

    /** The series of a whole version: 3.11 of {@code 3.11.2}. */
    public static Optional<PythonSeries> find(String version) {
        Matcher beginning = BEGINNING.matcher(version);
        return beginning.matches() ? Optional.of(new PythonSeries(beginning.group(1))) : Optional.empty();
    }

    private int minor() {
        return Integer.parseInt(text.substring(2));
    }

    @Override
    public int compareTo(PythonSeries other) {
        return Comparator.comparingInt(PythonSeries::minor).compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
