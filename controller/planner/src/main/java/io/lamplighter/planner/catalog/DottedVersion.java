package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Numbers parted by dots and compared number by number, as drivers, glibc and cuDNN count: {@code 450.80.02} is
 * {@code 450.80.2}. It keeps the spelling, because that is what people search for.
 */
public record DottedVersion(String text, List<Integer> numbers) implements Comparable<DottedVersion> {
    private static final Pattern SYNTAX = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    public DottedVersion {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads {@code 580.95.05}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    @JsonCreator
    public static DottedVersion parse(String text) {
        return find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("a version is numbers parted by dots; found \"" + text + "\""));
    }

    /** Reads what a machine said, which may be no version. */
    public static Optional<DottedVersion> find(String text) {
        return SYNTAX.matcher(text).matches()
                ? Optional.of(new DottedVersion(
                        text, Stream.of(text.split("\\.")).map(Integer::valueOf).toList()))
                : Optional.empty();
    }

    /** The first number: of a driver its branch. */
    public int first() {
        return numbers.getFirst();
    }

    /** Whether the other one continues this one: {@code 9.10.2} is the beginning of {@code 9.10.2.21}. */
    boolean begins(DottedVersion other) {
        return other.numbers.size() >= numbers.size()
                && other.numbers.subList(0, numbers.size()).equals(numbers);
    }

    @Override
    public int compareTo(DottedVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int difference = Integer.compare(number(i), other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
