package io.lamplighter.api.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GPU's compute capability, {@code major.minor}: {@code 8.6} is what {@code sm_86} code runs on. */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,3})\\.(\\d)");
    private static final Comparator<ComputeCapability> ORDER =
            Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

    /**
     * Reads {@code 8.6}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    @JsonCreator
    public static ComputeCapability parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a compute capability is major.minor, like 8.6; found \"" + text + "\"");
        }
        return new ComputeCapability(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    @Override
    public int compareTo(ComputeCapability other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return major + "." + minor;
    }
}
