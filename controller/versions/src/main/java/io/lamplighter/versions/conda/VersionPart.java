package io.lamplighter.versions.conda;

import java.math.BigInteger;

/** A run of digits or of other characters within a version. Words come before numbers, and {@code post} behind all. */
sealed interface VersionPart extends Comparable<VersionPart> {
    static VersionPart of(String run) {
        if (Character.isDigit(run.charAt(0))) {
            return new Digits(new BigInteger(run));
        }
        return switch (run) {
            case "post" -> new Post();
            case "dev" -> Word.DEVELOPMENT;
            default -> new Word(run);
        };
    }

    /** Whether a version whose last part this is begins one that has the other part in its place. */
    default boolean begins(VersionPart other) {
        if (this instanceof Word(String start) && other instanceof Word(String text)) {
            return text.startsWith(start);
        }
        return equals(other);
    }

    @Override
    default int compareTo(VersionPart other) {
        return switch (this) {
            case Word(String text) -> other instanceof Word(String otherText) ? text.compareTo(otherText) : -1;
            case Digits(BigInteger value) ->
                switch (other) {
                    case Word _ -> 1;
                    case Digits(BigInteger otherValue) -> value.compareTo(otherValue);
                    case Post _ -> -1;
                };
            case Post _ -> other instanceof Post ? 0 : 1;
        };
    }

    record Word(String text) implements VersionPart {
        /** Upper case, as conda has it: before every other word, which is lower case, and behind the wildcard. */
        static final Word DEVELOPMENT = new Word("DEV");
    }

    record Digits(BigInteger value) implements VersionPart {
        /** Stands where one version has a part and the other has none. */
        static final Digits ZERO = new Digits(BigInteger.ZERO);
    }

    record Post() implements VersionPart {}
}
