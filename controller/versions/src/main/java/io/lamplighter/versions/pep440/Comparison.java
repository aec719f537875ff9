package io.lamplighter.versions.pep440;

import java.util.Optional;
import java.util.stream.Stream;

/** The comparisons of PEP 440; a sign that another one begins with stands behind it. */
enum Comparison {
    SPELLED("==="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    COMPATIBLE("~="),
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** The one that a text begins with. */
    static Optional<Comparison> beginning(String text) {
        return Stream.of(values())
                .filter(comparison -> text.startsWith(comparison.sign))
                .findFirst();
    }
}
