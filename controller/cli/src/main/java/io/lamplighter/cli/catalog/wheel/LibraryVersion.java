package io.lamplighter.cli.catalog.wheel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A version of a system library, like glibc 2.28; compared number by number. */
public record LibraryVersion(List<Integer> numbers) implements Comparable<LibraryVersion> {
    private static final Pattern SYNTAX = Pattern.compile("\\d{1,4}(\\.\\d{1,4})*");
    private static final Pattern SYMBOL_VERSION = Pattern.compile("([A-Z]+)_(\\d{1,4}(?:\\.\\d{1,4})*)");

    public LibraryVersion {
        numbers = List.copyOf(numbers);
    }

    static LibraryVersion parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("a library's version is numbers parted by dots; found \"" + text + "\"");
        }
        return new LibraryVersion(
                Stream.of(text.split("\\.")).map(Integer::valueOf).toList());
    }

    /** What a symbol version stands for: 2.28 of {@code GLIBC_2.28}; empty for another library's or a nameless one. */
    static Optional<LibraryVersion> find(String library, String symbolVersion) {
        Matcher parts = SYMBOL_VERSION.matcher(symbolVersion);
        return parts.matches() && parts.group(1).equals(library)
                ? Optional.of(parse(parts.group(2)))
                : Optional.empty();
    }

    @Override
    public int compareTo(LibraryVersion other) {
        return Arrays.compare(
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                other.numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    @JsonValue
    public String toString() {
        return String.join(".", numbers.stream().map(String::valueOf).toList());
    }
}
