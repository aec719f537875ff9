package io.lamplighter.versions.pep508;

import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.Optional;

/** The comparisons of markers. */
public enum MarkerOperator {
    SPELLED("==="),
    EQUAL("=="),
    COMPATIBLE("~="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">"),
    IN("in"),
    NOT_IN("not in");

    private final String sign;

    MarkerOperator(String sign) {
        this.sign = sign;
    }

    /** As it stands in a marker. */
    public String sign() {
        return sign;
    }

    /** Whether it says that something is not so, and of several extras wants it of each. */
    boolean denies() {
        return this == NOT_EQUAL || this == NOT_IN;
    }

    /** What versions are held against, where what stands on the right is one. */
    Optional<Specifiers> specifier(String right) {
        if (this == IN || this == NOT_IN || right.indexOf(',') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Specifiers.parse(sign + right));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Compares versions where both sides are some, texts otherwise. */
    boolean holdsOfVersions(String left, String right) {
        Optional<Specifiers> specifier = specifier(right);
        Optional<Pep440Version> version = specifier.isPresent() ? version(left) : Optional.empty();
        return version.isPresent() ? specifier.get().containsEvenPreReleases(version.get()) : holdsOfTexts(left, right);
    }

    /**
     * Compares texts. None comes before another: the standard lets {@code <=} and {@code >=} mean equality and the rest
     * of the order be false, and pip does so.
     */
    boolean holdsOfTexts(String left, String right) {
        return switch (this) {
            case SPELLED, EQUAL, AT_MOST, AT_LEAST -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case IN -> right.contains(left);
            case NOT_IN -> !right.contains(left);
            case COMPATIBLE, BELOW, ABOVE -> false;
        };
    }

    private static Optional<Pep440Version> version(String text) {
        try {
            return Optional.of(Pep440Version.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
