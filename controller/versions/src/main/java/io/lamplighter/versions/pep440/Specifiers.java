package io.lamplighter.versions.pep440;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A set of PEP 440 version specifiers, all of which must hold: {@code >=3.10,<3.14,!=3.11.0}. */
public final class Specifiers {
    private final List<Specifier> all;

    private Specifiers(List<Specifier> all) {
        this.all = all;
    }

    /**
     * Reads a set, which may be empty.
     *
     * @throws IllegalArgumentException naming the specifier that is none
     */
    public static Specifiers parse(String text) {
        if (text.isBlank()) {
            return new Specifiers(List.of());
        }
        return new Specifiers(Stream.of(text.split(",", -1))
                .map(part -> parseOne(text, part.strip()))
                .toList());
    }

    private static Specifier parseOne(String text, String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "bad version specifiers \"" + text.strip() + "\": nothing stands beside a comma");
        }
        return SpecifierParser.parse(part);
    }

    /** The set as text without spaces; empty for the empty set. */
    public String text() {
        return all.stream().map(Specifier::text).collect(Collectors.joining(","));
    }

    /** Whether a version satisfies all; pre-releases only where a specifier names one, as PEP 440 says. */
    public boolean contains(Pep440Version version) {
        return (!version.isPreRelease() || all.stream().anyMatch(Specifier::namesPreRelease))
                && containsEvenPreReleases(version);
    }

    /** Whether a version satisfies all, with pre-releases treated as any other. */
    public boolean containsEvenPreReleases(Pep440Version version) {
        return all.stream().allMatch(specifier -> specifier.allows(version));
    }

    /** Equal sets say the same in any order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Specifiers specifiers && Set.copyOf(all).equals(Set.copyOf(specifiers.all));
    }

    @Override
    public int hashCode() {
        return Set.copyOf(all).hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
