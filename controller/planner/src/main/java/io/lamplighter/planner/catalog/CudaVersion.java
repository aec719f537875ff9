package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.api.manifest.BuildName;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CUDA release, {@code 12.6}; or only its major version, {@code 12}, where the solver chooses the minor one.
 *
 * @param minor {@value #ANY} where it is not known
 */
public record CudaVersion(int major, int minor) implements Comparable<CudaVersion> {
    /** Stands for a minor version that is not known. */
    public static final int ANY = -1;

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,2})(?:\\.(\\d{1,2}))?");
    private static final Comparator<CudaVersion> ORDER =
            Comparator.comparingInt(CudaVersion::major).thenComparingInt(CudaVersion::minor);

    /**
     * Reads {@code 12.6} or {@code 12}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    @JsonCreator
    public static CudaVersion parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a CUDA version is major.minor, like 12.6; found \"" + text + "\""));
    }

    /** Reads what a driver said, which may be no version. */
    public static Optional<CudaVersion> find(String text) {
        Matcher parts = SYNTAX.matcher(text);
        return parts.matches()
                ? Optional.of(new CudaVersion(
                        Integer.parseInt(parts.group(1)),
                        parts.group(2) == null ? ANY : Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** What a build's name says: 12.6 of {@code cu126}; empty for {@code cpu}. */
    public static Optional<CudaVersion> of(BuildName build) {
        if (build.text().equals("cpu")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(build.text().substring("cu".length()));
        return Optional.of(new CudaVersion(number / 10, number % 10));
    }

    /** Whether the minor version is known too. */
    public boolean isWhole() {
        return minor != ANY;
    }

    @Override
    public int compareTo(CudaVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return isWhole() ? major + "." + minor : Integer.toString(major);
    }
}
