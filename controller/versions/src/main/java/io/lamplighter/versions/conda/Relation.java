package io.lamplighter.versions.conda;

/** The comparisons of the order of versions. */
enum Relation {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">");

    private final String sign;

    Relation(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    boolean holds(CondaVersion version, CondaVersion bound) {
        int difference = version.compareTo(bound);
        return switch (this) {
            case EQUAL -> difference == 0;
            case NOT_EQUAL -> difference != 0;
            case AT_MOST -> difference <= 0;
            case AT_LEAST -> difference >= 0;
            case BELOW -> difference < 0;
            case ABOVE -> difference > 0;
        };
    }
}
